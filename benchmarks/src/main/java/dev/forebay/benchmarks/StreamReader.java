package dev.forebay.benchmarks;

import java.io.IOException;

/** Reads one shard page by page; a turn is a page. For one thread. */
final class StreamReader implements Turn {
    private final Kinesis kinesis;
    private final String stream;
    private final String shard;
    private final Request getRecords;
    private final int bytes;
    private String iterator = "";

    /**
     * @param number which reader this is; readers share the shards out evenly
     * @param bytes  the size of each record's data
     */
    StreamReader(Kinesis kinesis, StreamTurns.Target target, int number, int bytes) {
        this.kinesis = kinesis;
        this.stream = target.stream();
        this.shard = Kinesis.shard(number % target.shards());
        this.getRecords = kinesis.request("GetRecords");
        this.bytes = bytes;
    }

    /** Returns the records of a page; when the shard's end is reached, 0, and begins again with the oldest. */
    @Override
    public int take(Connection connection) throws IOException {
        if (iterator.isEmpty()) {
            iterator = kinesis.iterator(connection, stream, shard, "TRIM_HORIZON");
            return 0;
        }
        Body page = connection.call(kinesis.get(getRecords, iterator, Kinesis.MOST_GOT));
        int records = kinesis.encoding().count(page, "Data", bytes);
        iterator = records == 0 ? "" : kinesis.encoding().text(page, "NextShardIterator");
        return records;
    }
}

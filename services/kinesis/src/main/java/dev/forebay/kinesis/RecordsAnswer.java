package dev.forebay.kinesis;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * What GetRecords answers: records one after the other, and when they are over, what is said beside them. Used by one thread; whoever stops in
 * between leaves nothing behind.
 */
public final class RecordsAnswer {
    private final Stream stream;
    private final Shard shard;
    private final ShardIterator iterator;
    private final RecordPage page;
    private final long askedAt;

    /** @param iterator one of the shard's that is not too old */
    RecordsAnswer(Stream stream, Shard shard, ShardIterator iterator, RecordPage page, long askedAt) {
        this.stream = stream;
        this.shard = shard;
        this.iterator = iterator;
        this.page = page;
        this.askedAt = askedAt;
    }

    /**
     * The next record; empty when there are no more, or enough.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when the first one is sealed under a key that the caller cannot use
     */
    public Optional<Record> next() {
        return page.next();
    }

    /** The answer without its records, once they are over. */
    public GetRecordsResponse rest() {
        shard.throttle().read(page.bytes(), askedAt);
        GetRecordsResponse.Builder response = GetRecordsResponse.builder().millisBehindLatest(page.behind());
        return (isOver() ? response.childShards(Lineage.children(stream, shard))
                : response.nextShardIterator(iterator.at(page.index(), askedAt).toString())).build();
    }

    /** Whether nothing more will ever come; then so much of the stream as shows it is durable. */
    private boolean isOver() {
        boolean over = Lineage.isOver(shard, page.index());
        if (over) {
            stream.settle();
        }
        return over;
    }

    /** All at once. */
    GetRecordsResponse whole() {
        List<Record> records = page.all();
        return rest().toBuilder().records(records).build();
    }
}

package dev.forebay.server;

import dev.forebay.server.DemoClickTally.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;

/**
 * One way of an application through the stream, from its oldest click on: a reader for each shard, and when that has come to the
 * shard's end, one for each of its children. The readers' time is their own, but they take turns in one thread; any thread may look.
 */
final class DemoClickPass {
    private final DemoClickstream stream;
    private final DemoClickWork work;
    private final DemoClickTally tally;
    private final List<Reader> readers = new ArrayList<>();
    private boolean hasBegun;
    private volatile int ended;
    private volatile Duration behind = Duration.ZERO;

    DemoClickPass(DemoClickstream stream, DemoClickWork work, DemoClickTally tally) {
        this.stream = stream;
        this.work = work;
        this.tally = tally;
    }

    /** Has each reader that is free read on. */
    void turn() {
        if (!hasBegun) {
            stream.firstShards().forEach(shard -> readers.add(new Reader(stream.start(shard), System.nanoTime(), Duration.ZERO)));
            hasBegun = true;
        }
        for (Reader reader : List.copyOf(readers)) {
            if (System.nanoTime() - reader.freeAt() >= 0) {
                readers.remove(reader);
                readOn(reader);
            }
        }
        behind = readers.stream().map(Reader::behind).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private void readOn(Reader reader) {
        GetRecordsResponse answer = stream.read(reader.iterator(), work.batch());
        answer.records().forEach(record -> tally.note(DemoClick.parse(record.partitionKey(), record.data().asUtf8String())));
        long freeAt = System.nanoTime() + work.with(answer.records().size()).toNanos();
        Duration millis = Duration.ofMillis(answer.millisBehindLatest());
        if (answer.nextShardIterator() != null) {
            readers.add(new Reader(answer.nextShardIterator(), freeAt, millis));
        } else {
            // Not sooner than its end: a visitor's later clicks are in the children.
            answer.childShards().forEach(child -> readers.add(new Reader(stream.start(child.shardId()), freeAt, reader.behind())));
            ended++;
        }
    }

    Count count() {
        return tally.count();
    }

    /** How old the oldest click is that it has yet to read, as Kinesis tells it. */
    Duration behind() {
        return behind;
    }

    /** Shards that it has read to their end, for they were split. */
    int ended() {
        return ended;
    }

    /**
     * The reader of one shard.
     *
     * @param iterator where it goes on
     * @param freeAt   when it is through with what it read last, as {@link System#nanoTime} has it
     * @param behind   how old the click was that it goes on with
     */
    private record Reader(String iterator, long freeAt, Duration behind) {}
}

package dev.forebay.kinesis;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Commit;
import dev.forebay.runtime.Keys;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One shard: where it begins and ends, and what is appended to it. Changes under the lock of the stream's partition; what is volatile
 * may be read by anybody, but tells of what is not durable yet.
 */
final class Shard {
    /** How far rows of the TIME table are apart: what an iterator at a time has to read through at most. */
    static final long MARK_MILLIS = 10_000;

    private final int partition;
    private final String id;
    private final Throttle throttle;
    private final Load load = new Load();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile ShardRecord record;
    private volatile Tip tip;
    private Commit newest = Commit.DURABLE;

    Shard(int partition, ShardRecord record, Tip tip, Throttle throttle) {
        this.partition = partition;
        this.id = ShardId.of(record.number());
        this.record = record;
        this.tip = tip;
        this.throttle = throttle;
    }

    String id() {
        return id;
    }

    int partition() {
        return partition;
    }

    ShardRecord record() {
        return record;
    }

    Tip tip() {
        return tip;
    }

    boolean isOpen() {
        return record.isOpen();
    }

    Throttle throttle() {
        return throttle;
    }

    /** What comes in, counted for streams on demand. */
    Load load() {
        return load;
    }

    /** The commit of the newest record. Under the lock. */
    Commit newest() {
        return newest;
    }

    /** Adds records at the end; within a decision. */
    Appended append(Changes changes, List<RecordBlock> blocks, long now) {
        Tip before = tip;
        long at = Math.max(now, before.newest());
        long next = before.next();
        for (RecordBlock block : blocks) {
            next += block.count();
            changes.batch().put(recordKey(next - 1), block.placed(next - 1, at));
        }
        long mark = before.mark();
        if (at - mark >= MARK_MILLIS) {
            mark = at;
            changes.batch().put(Keys.of(partition, Tables.TIME, record.incarnation(), at), Keys.bytes(before.next()));
        }
        tip = before.grown((int) (next - before.next()), at, mark);
        newest = changes.commit();
        writeTip(changes);
        return new Appended(before.next(), at);
    }

    /** Takes no further record; within a decision. */
    void close(Changes changes, long incarnationOfStream, long now) {
        record = record.closed(now, tip.next());
        newest = changes.commit();
        write(changes, incarnationOfStream);
    }

    /** Puts the shard's own rows into a batch. */
    void write(Changes changes, long incarnationOfStream) {
        changes.batch().put(Keys.of(partition, Tables.SHARD, incarnationOfStream, record.number()), record.write());
        writeTip(changes);
    }

    private void writeTip(Changes changes) {
        changes.batch().putLatest(Keys.of(partition, Tables.TIP, record.incarnation()), tip.write());
    }

    /** Removes the records before an index, and what led to them; within a decision. */
    void trim(Changes changes, long to, long mark) {
        changes.batch().deleteRange(recordKey(0), recordKey(to));
        changes.batch().deleteRange(timeKey(0), timeKey(mark));
        tip = tip.trimmed(to);
        writeTip(changes);
    }

    /** Removes all rows of the shard; within a decision. */
    void erase(Changes changes, long incarnationOfStream) {
        changes.batch().delete(Keys.of(partition, Tables.SHARD, incarnationOfStream, record.number()));
        changes.batch().delete(Keys.of(partition, Tables.TIP, record.incarnation()));
        for (byte table : new byte[] {Tables.RECORDS, Tables.TIME}) {
            changes.batch().deleteRange(
                    Keys.of(partition, table, record.incarnation()), Keys.of(partition, table, record.incarnation() + 1));
        }
    }

    /** Called whenever there may be something new to read. Must be short and must not throw. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    /** Tells the watchers; once what is new is durable. */
    void tellWatchers() {
        for (Runnable watcher : watchers) {
            watcher.run();
        }
    }

    SequenceNumber sequenceNumber(long index, long cameAtMillis) {
        return new SequenceNumber(record.madeAt(), index, cameAtMillis / 1_000, record.number());
    }

    /** The one before the first record's. */
    SequenceNumber start() {
        return new SequenceNumber(record.madeAt(), 0, record.madeAt(), record.number());
    }

    /** The one after the last record's. */
    SequenceNumber end() {
        return sequenceNumber(record.end(), record.closedAt());
    }

    private byte[] recordKey(long index) {
        return Keys.of(partition, Tables.RECORDS, record.incarnation(), index);
    }

    private byte[] timeKey(long millis) {
        return Keys.of(partition, Tables.TIME, record.incarnation(), millis);
    }

    /** Where records went: the index of the first, and when. */
    record Appended(long first, long at) {}
}

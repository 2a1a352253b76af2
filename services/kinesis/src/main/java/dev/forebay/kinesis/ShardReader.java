package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Keys;
import dev.forebay.store.Scan;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Finds a shard's records in the store, which shows only what is durable: {@link RecordPage} reads them.
 */
final class ShardReader {
    /** AWS: of one answer. */
    static final int MAX_RECORDS = 10_000;
    static final long MAX_BYTES = 10L << 20;

    private static final long LOOK_BACK_MILLIS = 10 * Shard.MARK_MILLIS;
    private static final long LOOK_BACK_FACTOR = 30;

    private final Stream stream;
    private final Shard shard;

    ShardReader(Stream stream, Shard shard) {
        this.stream = stream;
        this.shard = shard;
    }

    /** Records from an index on, one after the other. */
    RecordPage page(long from, RecordPage.Limits limits, Caller caller) {
        return new RecordPage(stream, this, Math.max(from, shard.tip().first()), limits, caller);
    }

    /** Records from an index on, all at once. */
    Reading read(long from, RecordPage.Limits limits, Caller caller) {
        RecordPage page = page(from, limits, caller);
        List<Record> records = page.all();
        return new Reading(records, page.index(), page.behind());
    }

    Shard shard() {
        return shard;
    }

    /** Whether nothing is there from an index on. */
    boolean isAtTip(long index) {
        return index >= shard.tip().next();
    }

    /** The index of the first record that came at this time or later; of the next to come where there is none. */
    long indexAt(long millis) {
        // What is on its way now comes at an earlier index than this; the scan finds it, for it is durable by then.
        long next = stream.decide((changes, now) -> {
            changes.reveals(shard.newest());
            return shard.tip().next();
        });
        long from = markBefore(millis);
        try (Scan scan = records(from)) {
            while (scan.next()) {
                RecordBlock.Reader block = RecordBlock.read(scan.value());
                if (block.cameAt() >= millis) {
                    return Keys.sequence(scan.key()) - block.count() + 1;
                }
            }
        }
        return next;
    }

    /** Where the newest row of the TIME table before a time leads: looked for near by first, for there is one every few seconds. */
    long markBefore(long millis) {
        for (long back = LOOK_BACK_MILLIS; ; back *= LOOK_BACK_FACTOR) {
            long since = Math.max(0, millis - back);
            long index = 0;
            try (Scan scan = scan(Tables.TIME, since)) {
                while (scan.next() && Keys.sequence(scan.key()) <= millis) {
                    index = Keys.number(scan.value());
                }
            }
            if (index > 0 || since == 0) {
                return index;
            }
        }
    }

    /** Rows of records, from the one on that has this index. */
    Scan records(long from) {
        return scan(Tables.RECORDS, from);
    }

    /** Whether there is any from an index on. */
    boolean hasRecords(long from) {
        try (Scan scan = records(from)) {
            return scan.next();
        }
    }

    private Scan scan(byte table, long from) {
        long incarnation = shard.record().incarnation();
        return stream.environment().store().scan(
                Keys.of(shard.partition(), table, incarnation, from), Keys.of(shard.partition(), table, incarnation + 1));
    }

    /**
     * Records that were read.
     *
     * @param next   the index to go on at
     * @param behind how long ago the last of them came, milliseconds; 0 where no more are there
     */
    record Reading(List<Record> records, long next, long behind) {}
}

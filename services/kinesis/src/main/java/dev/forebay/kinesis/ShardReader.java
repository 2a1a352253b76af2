package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Keys;
import dev.forebay.store.Scan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Reads a shard's records from the store, which shows only what is durable. Holds as much in memory as one answer has.
 */
final class ShardReader {
    /** AWS: of one answer. */
    static final int MAX_RECORDS = 10_000;
    static final long MAX_BYTES = 10L << 20;

    private static final long LOOK_BACK_MILLIS = 10 * Shard.MARK_MILLIS;
    private static final long LOOK_BACK_FACTOR = 30;
    private static final long YIELD_BYTES = 256 << 10;

    private final Stream stream;
    private final Shard shard;

    ShardReader(Stream stream, Shard shard) {
        this.stream = stream;
        this.shard = shard;
    }

    /** Records from an index on, as many as there are and are wanted; the first one whatever its size. */
    Reading read(long from, int maxRecords, long maxBytes, Caller caller) {
        long start = Math.max(from, shard.tip().first());
        if (start >= shard.tip().next()) {
            return new Reading(List.of(), start, 0, 0);
        }
        return read(new Collecting(start, maxRecords, maxBytes, caller), false);
    }

    private Reading read(Collecting collecting, boolean leapt) {
        try (Scan scan = scan(Tables.RECORDS, collecting.next)) {
            while (!collecting.isFull() && scan.next()) {
                RecordBlock.Reader block = RecordBlock.read(scan.value());
                if (!leapt && collecting.isPast(block)) {
                    // Minutes of records may be past the horizon and still there: none of them is looked at but those since the last mark.
                    collecting.leap(markBefore(collecting.horizon));
                    return read(collecting, true);
                }
                collecting.open(Keys.sequence(scan.key()), block);
                collecting.letOthersGoFirst();
            }
            boolean isThereMore = collecting.leftSome || scan.next();
            // AWS: zero says that nothing more is there.
            long behind = isThereMore ? Math.max(1, stream.environment().now() - collecting.newest) : 0;
            return new Reading(collecting.records, collecting.next, behind, collecting.bytes);
        }
    }

    /** The index of the first record that came at this time or later; of the next to come where there is none. */
    long indexAt(long millis) {
        // What is on its way now comes at an earlier index than this; the scan finds it, for it is durable by then.
        long next = stream.decide((changes, now) -> {
            changes.reveals(shard.newest());
            return shard.tip().next();
        });
        long from = markBefore(millis);
        try (Scan scan = scan(Tables.RECORDS, from)) {
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
    private long markBefore(long millis) {
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
     * @param bytes  what the records count toward AWS's limits
     */
    record Reading(List<Record> records, long next, long behind, long bytes) {}

    /** What is collected of the blocks that pass by. */
    private final class Collecting {
        private final int maxRecords;
        private final long maxBytes;
        private final Caller caller;
        private final long horizon;
        private final List<Record> records = new ArrayList<>();
        private long next;
        private long bytes;
        private long newest;
        private boolean leftSome;
        private long yieldedAt;

        /** Writes the number of the record at {@code numbered}, as long as that came in this second. */
        private SequenceNumbers numbers;
        private long numbered;
        private long second;

        Collecting(long from, int maxRecords, long maxBytes, Caller caller) {
            this.next = from;
            this.maxRecords = maxRecords;
            this.maxBytes = maxBytes;
            this.caller = caller;
            this.horizon = stream.horizon();
        }

        boolean isFull() {
            return leftSome || records.size() >= maxRecords || bytes >= maxBytes;
        }

        boolean isPast(RecordBlock.Reader block) {
            return block.cameAt() < horizon;
        }

        /** Goes on at an index, unless it is further already. */
        void leap(long index) {
            next = Math.max(next, index);
        }

        /** What can be read comes; what cannot is refused when nothing comes before it. */
        void open(long last, RecordBlock.Reader block) {
            if (isPast(block)) {
                next = last + 1;
                return;
            }
            try {
                take(last, stream.environment().seals().opened(block, shard, last, caller));
            } catch (AwsServiceException refused) {
                if (records.isEmpty()) {
                    throw refused;
                }
                leftSome = true;
            }
        }

        private void take(long last, RecordBlock.Reader block) {
            for (long skipped = last - block.count() + 1; skipped < next; skipped++) {
                block.skip();
            }
            Instant cameAt = Instant.ofEpochMilli(block.cameAt());
            next = Math.max(next, last - block.count() + 1);
            number(block.cameAt());
            while (next <= last) {
                int size = block.nextBytes();
                if (records.size() >= maxRecords || !records.isEmpty() && bytes + size > maxBytes) {
                    leftSome = true;
                    return;
                }
                records.add(record(block, numbers.next(), cameAt));
                bytes += size;
                newest = block.cameAt();
                next++;
            }
            numbered = next;
        }

        /** Blocks of the same second share a run of numbers: making one costs as much as writing ten. */
        private void number(long cameAt) {
            if (numbers == null || next != numbered || cameAt / 1_000 != second) {
                numbers = new SequenceNumbers(shard.sequenceNumber(next, cameAt));
                second = cameAt / 1_000;
            }
        }

        /** A page is milliseconds of work without a wait, and there are as many readers as like: whoever puts a record goes first. */
        void letOthersGoFirst() {
            if (bytes - yieldedAt >= YIELD_BYTES) {
                yieldedAt = bytes;
                Thread.yield();
            }
        }

        private Record record(RecordBlock.Reader block, String sequenceNumber, Instant cameAt) {
            Record.Builder builder = Record.builder()
                    .partitionKey(block.key())
                    .data(SdkBytes.fromByteArrayUnsafe(block.data()))
                    .sequenceNumber(sequenceNumber)
                    .approximateArrivalTimestamp(cameAt);
            return (block.isEncrypted() ? builder.encryptionType(EncryptionType.KMS) : builder).build();
        }
    }
}

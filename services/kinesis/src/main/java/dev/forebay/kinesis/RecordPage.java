package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Keys;
import dev.forebay.store.Scan;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Records of a shard from an index on, as many as there are and are wanted; the first one whatever its size. They are read from the store a few
 * blocks at a time, so that memory is the same however many they are, and nothing of the store is held while they are on their way to whoever
 * reads slowly. Used by one thread.
 */
final class RecordPage {
    /** How much is read at once: at most a block more. */
    private static final long STEP_BYTES = 256 << 10;

    private final Stream stream;
    private final ShardReader reader;
    private final Limits limits;
    private final Caller caller;
    private final long horizon;
    private final Queue<Row> rows = new ArrayDeque<>();

    /** What is read now, up to its last index. */
    private RecordBlock.Reader block;
    private long last = -1;
    private Instant cameAt;

    private long next;
    private int records;
    private long bytes;
    private long newest;
    private boolean leapt;
    private boolean leftSome;
    private boolean exhausted;

    /** Writes the number of the record at {@code numbered}, as long as that came in this second. */
    private SequenceNumbers numbers;
    private long numbered;
    private long second;

    /** @param from index of the first record that is wanted */
    RecordPage(Stream stream, ShardReader reader, long from, Limits limits, Caller caller) {
        this.stream = stream;
        this.reader = reader;
        this.next = from;
        this.limits = limits;
        this.caller = caller;
        this.horizon = stream.horizon();
        this.exhausted = reader.isAtTip(from);
    }

    /** How much is wanted at most, as AWS counts it: data and keys. */
    record Limits(int records, long bytes) {}

    private record Row(long last, RecordBlock.Reader block) {}

    /**
     * The next record; empty when there are no more, or enough.
     *
     * @throws AwsServiceException when the first one is sealed under a key that the caller cannot use
     */
    Optional<Record> next() {
        if (isFull() || next > last && !nextBlock()) {
            return Optional.empty();
        }
        int size = block.nextBytes();
        if (records > 0 && bytes + size > limits.bytes()) {
            leftSome = true;
            return Optional.empty();
        }
        records++;
        bytes += size;
        newest = block.cameAt();
        next++;
        numbered = next;
        return Optional.of(record(numbers.next()));
    }

    /** All that are left of them. */
    List<Record> all() {
        List<Record> all = new ArrayList<>();
        for (Optional<Record> record = next(); record.isPresent(); record = next()) {
            all.add(record.get());
        }
        return all;
    }

    /** The index to go on at. */
    long index() {
        return next;
    }

    /** How long ago the last of them came, milliseconds; 0 where no more are there. */
    long behind() {
        boolean isThereMore = leftSome || next <= last || !rows.isEmpty() || !exhausted && reader.hasRecords(next);
        // AWS: zero says that nothing more is there.
        return isThereMore ? Math.max(1, stream.environment().now() - newest) : 0;
    }

    /** What they count toward AWS's limits. */
    long bytes() {
        return bytes;
    }

    private boolean isFull() {
        return leftSome || records >= limits.records() || bytes >= limits.bytes();
    }

    /** Goes to the next block that has records, if it can be read. */
    private boolean nextBlock() {
        while (!rows.isEmpty() || fetch()) {
            Row row = rows.remove();
            if (!isPast(row.block())) {
                return open(row);
            }
            next = Math.max(next, row.last() + 1);
        }
        return false;
    }

    /** What cannot be read is refused when nothing comes before it. */
    private boolean open(Row row) {
        try {
            block = stream.environment().seals().opened(row.block(), reader.shard(), row.last(), caller);
        } catch (AwsServiceException refused) {
            if (records == 0) {
                throw refused;
            }
            leftSome = true;
            return false;
        }
        long first = row.last() - block.count() + 1;
        for (long skipped = first; skipped < next; skipped++) {
            block.skip();
        }
        next = Math.max(next, first);
        last = row.last();
        cameAt = Instant.ofEpochMilli(block.cameAt());
        number();
        return true;
    }

    /** Blocks of the same second share a run of numbers: making one costs as much as writing ten. */
    private void number() {
        if (numbers == null || next != numbered || block.cameAt() / 1_000 != second) {
            numbers = new SequenceNumbers(reader.shard().sequenceNumber(next, block.cameAt()));
            second = block.cameAt() / 1_000;
        }
    }

    /** Reads some rows more; whether there are any. A page is milliseconds of work, and there are as many readers as like: whoever puts a record goes first. */
    private boolean fetch() {
        if (exhausted) {
            return false;
        }
        if (records > 0) {
            Thread.yield();
        }
        boolean leaps = false;
        try (Scan scan = reader.records(next)) {
            for (long read = 0; read < STEP_BYTES && !exhausted && !leaps;) {
                if (scan.next()) {
                    byte[] row = scan.value();
                    read += row.length;
                    leaps = take(Keys.sequence(scan.key()), RecordBlock.read(row));
                } else {
                    exhausted = true;
                }
            }
        }
        return leaps ? fetch() : !rows.isEmpty();
    }

    /** Minutes of records may be past the horizon and still there: none of them is looked at but those since the last mark. */
    private boolean take(long lastOfRow, RecordBlock.Reader row) {
        boolean leaps = !leapt && isPast(row);
        if (leaps) {
            next = Math.max(next, reader.markBefore(horizon));
        } else {
            rows.add(new Row(lastOfRow, row));
        }
        leapt = true;
        return leaps;
    }

    private boolean isPast(RecordBlock.Reader row) {
        return row.cameAt() < horizon;
    }

    private Record record(String sequenceNumber) {
        Record.Builder builder = Record.builder()
                .partitionKey(block.key())
                .data(SdkBytes.fromByteArrayUnsafe(block.data()))
                .sequenceNumber(sequenceNumber)
                .approximateArrivalTimestamp(cameAt);
        return (block.isEncrypted() ? builder.encryptionType(EncryptionType.KMS) : builder).build();
    }
}

package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Somebody in a simulation who reads a shard through crashes and restarts, and must see every record once and in order. */
final class ReferenceReader {
    final ReferenceStream stream;
    final ReferenceShard shard;
    String iterator;
    boolean isBusy;
    private Optional<Record> last = Optional.empty();
    private long next;

    /** {@code next} is the index that comes next, or less. */
    ReferenceReader(ReferenceStream stream, ReferenceShard shard, String iterator, long next) {
        this.stream = stream;
        this.shard = shard;
        this.iterator = iterator;
        this.next = next;
    }

    /** What was read; {@code gone} was surely gone when it was asked for. */
    void took(List<Record> records, long gone) {
        for (Record record : records) {
            long index = stream.told(shard, record, gone);
            assertThat(index >= next && stream.maySkip(shard, Math.max(1, next), index))
                    .as("%s reads %s at %s, and was to read %s of %s", this, record.data().asUtf8String(), index, next, shard.records()).isTrue();
            next = index + 1;
            last = Optional.of(record);
        }
    }

    /** It was told that nothing comes any more. */
    void ended() {
        // A shard that is forgotten meanwhile, or a stream that is deleted, tells no more where it ends.
        if (stream.mustServe() && shard.openAt >= stream.maybeGone) {
            assertThat(shard.isClosed()).as("whether %s is closed", shard).isTrue();
        }
        assertThat(shard.records().tailMap(next).values()).as("not read of %s", shard).allMatch(told -> told.put().at < stream.maybeGone);
    }

    Optional<Record> last() {
        return last;
    }

    /** The index of what comes next. */
    long next() {
        return next;
    }
}

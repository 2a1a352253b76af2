package dev.forebay.kinesis;

import dev.forebay.envelope.DataKey;
import dev.forebay.identity.Caller;
import dev.forebay.runtime.Changes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Puts the records of one call into their shards: routed, encoded and encrypted before the lock is taken, given their numbers under it, one commit for
 * all. Used once, by one thread.
 *
 * <p>Where shards were split or merged between the two, it begins anew.
 */
final class Intake {
    private final Stream stream;
    /** None once they are in their shards: what waits for the disk is held once, by the store. */
    private List<NewRecord> records;
    private final Placed[] placed;
    /** None where the stream is not encrypted. */
    private final Optional<DataKey> dataKey;

    private Intake(Stream stream, List<NewRecord> records, Optional<DataKey> dataKey) {
        this.stream = stream;
        this.records = records;
        this.dataKey = dataKey;
        this.placed = new Placed[records.size()];
    }

    /** Where each record went, in the same order, once all are durable; records over a shard's limit have no sequence number. */
    static List<Placed> put(Stream stream, List<NewRecord> records, Caller caller) {
        stream.environment().store().requireSpace();
        Intake intake = new Intake(stream, records, stream.environment().seals().toSeal(stream, caller));
        while (!intake.attempt()) {
            // the shards have changed: nothing was put
        }
        return Arrays.asList(intake.placed);
    }

    private boolean attempt() {
        Shards shards = stream.shards();
        List<Portion> portions = divide(shards);
        boolean done = portions.isEmpty() || stream.decide((changes, now) -> {
            if (stream.shards() != shards) {
                return false;
            }
            portions.forEach(portion -> portion.append(changes, now));
            records = List.of();
            return true;
        });
        if (done) {
            portions.forEach(this::number);
        }
        return done;
    }

    /** What goes to each shard. */
    private List<Portion> divide(Shards shards) {
        Portion[] byShard = new Portion[shards.openCount()];
        List<Portion> portions = new ArrayList<>();
        long now = stream.environment().now();
        for (int i = 0; i < records.size(); i++) {
            int place = shards.indexFor(records.get(i).hashKey());
            Shard shard = shards.open(place);
            if (!shard.throttle().admitsWrite(records.get(i).bytes(), now)) {
                placed[i] = new Placed(shard, "");
                continue;
            }
            if (byShard[place] == null) {
                byShard[place] = new Portion(shard, records.size());
                portions.add(byShard[place]);
            }
            byShard[place].add(i, records.get(i));
        }
        portions.forEach(portion -> portion.blocks = blocks(portion));
        return portions;
    }

    private List<RecordBlock> blocks(Portion portion) {
        List<RecordBlock> blocks = RecordBlock.of(portion.records);
        return dataKey.map(key -> blocks.stream().map(block -> block.sealed(key, portion.shard)).toList()).orElse(blocks);
    }

    private void number(Portion portion) {
        Shard shard = portion.shard;
        SequenceNumbers numbers = new SequenceNumbers(shard.sequenceNumber(portion.appended.first(), portion.appended.at()));
        for (int i = 0; i < portion.count; i++) {
            placed[portion.positions[i]] = new Placed(shard, numbers.next());
        }
        shard.load().add(portion.bytes, portion.count);
        shard.tellWatchers();
    }

    /** Where a record went; {@code sequenceNumber} is empty where it was refused for it was too much for the shard. */
    record Placed(Shard shard, String sequenceNumber) {
        boolean isRefused() {
            return sequenceNumber.isEmpty();
        }
    }

    /** The records of one shard, and where they stand in the call. */
    private static final class Portion {
        private final Shard shard;
        private List<NewRecord> records;
        private final int[] positions;
        private int count;
        private long bytes;
        private List<RecordBlock> blocks;
        private Shard.Appended appended;

        Portion(Shard shard, int most) {
            this.shard = shard;
            this.records = new ArrayList<>(Math.min(most, 64));
            this.positions = new int[most];
        }

        void append(Changes changes, long now) {
            appended = shard.append(changes, blocks, now);
            records = List.of();
            blocks = List.of();
        }

        void add(int position, NewRecord record) {
            positions[count++] = position;
            records.add(record);
            bytes += record.bytes();
        }
    }
}

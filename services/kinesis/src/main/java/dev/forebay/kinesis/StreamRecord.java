package dev.forebay.kinesis;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is kept of a stream beside its shards. Stored in the STREAM table.
 *
 * @param createdAt  milliseconds since 1970
 * @param change     what is under way while the stream is not ACTIVE
 * @param nextShard  the number of the next shard that is made
 * @param recounts   when its shards were counted anew lately (UpdateShardCount), milliseconds since 1970
 * @param switches   when its mode was switched lately
 */
record StreamRecord(long incarnation, long createdAt, StreamStatus status, StreamSettings settings, Change change, int nextShard,
        List<Long> recounts, List<Long> switches) {
    /** AWS counts both over a rolling day. */
    static final long DAY_MILLIS = 24 * 3_600_000L;

    private static final byte VERSION = 1;

    static StreamRecord create(long incarnation, long now, StreamSettings settings, int shards) {
        return new StreamRecord(incarnation, now, StreamStatus.CREATING, settings, new Change.Settle(), shards, List.of(), List.of());
    }

    StreamRecord with(StreamSettings changed) {
        return new StreamRecord(incarnation, createdAt, status, changed, change, nextShard, recounts, switches);
    }

    StreamRecord with(StreamStatus changed) {
        return new StreamRecord(incarnation, createdAt, changed, settings, change, nextShard, recounts, switches);
    }

    StreamRecord updating(Change underWay) {
        return new StreamRecord(incarnation, createdAt, StreamStatus.UPDATING, settings, underWay, nextShard, recounts, switches);
    }

    StreamRecord withNextShard(int number) {
        return new StreamRecord(incarnation, createdAt, status, settings, change, number, recounts, switches);
    }

    StreamRecord recounted(long now) {
        return new StreamRecord(incarnation, createdAt, status, settings, change, nextShard, lately(recounts, now), switches);
    }

    StreamRecord switched(long now) {
        return new StreamRecord(incarnation, createdAt, status, settings, change, nextShard, recounts, lately(switches, now));
    }

    /** How many of these times lie less than a day back. */
    static long count(List<Long> times, long now) {
        return times.stream().filter(time -> now - time < DAY_MILLIS).count();
    }

    private static List<Long> lately(List<Long> times, long now) {
        return Stream.concat(times.stream().filter(time -> now - time < DAY_MILLIS), Stream.of(now)).toList();
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            out.writeLong(incarnation);
            out.writeLong(createdAt);
            out.writeByte(status.ordinal());
            settings.write(out);
            change.write(out);
            out.writeInt(nextShard);
            write(out, recounts);
            write(out, switches);
        });
    }

    static StreamRecord read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a stream", in -> new StreamRecord(in.readLong(), in.readLong(), StreamStatus.values()[in.readByte()],
                StreamSettings.read(in), Change.read(in), in.readInt(), times(in), times(in)));
    }

    private static void write(DataOutputStream out, List<Long> times) throws IOException {
        out.writeInt(times.size());
        for (long time : times) {
            out.writeLong(time);
        }
    }

    private static List<Long> times(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(in.readLong());
        }
        return List.copyOf(times);
    }
}

package dev.forebay.kinesis;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What is kept of a shard beside its records. Stored in the SHARD table:
 *
 * <pre>
 *   | version | incarnation | parent | adjacent parent | range start | range end | made at | closed at | end |
 *   |    1    |      8      |   4    |        4        |     16      |    16     |    8    |     8     |  8  |
 * </pre>
 *
 * @param number         within the stream
 * @param incarnation    names the shard's rows
 * @param parent         the number of the shard that it was split from or merged of; -1 for none
 * @param adjacentParent the other one of two that were merged; -1 for none
 * @param madeAt         seconds since 1970, always later than its parents'
 * @param closedAt       milliseconds since 1970; 0 while it is open
 * @param end            the index after its last record; 0 while it is open
 */
record ShardRecord(int number, long incarnation, int parent, int adjacentParent, HashKeyRange range, long madeAt, long closedAt, long end) {
    static final int NONE = -1;

    private static final byte VERSION = 1;

    boolean isOpen() {
        return closedAt == 0;
    }

    ShardRecord closed(long at, long endIndex) {
        return new ShardRecord(number, incarnation, parent, adjacentParent, range, madeAt, at, endIndex);
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            out.writeLong(incarnation);
            out.writeInt(parent);
            out.writeInt(adjacentParent);
            write(out, range.start());
            write(out, range.end());
            out.writeLong(madeAt);
            out.writeLong(closedAt);
            out.writeLong(end);
        });
    }

    static ShardRecord read(int number, byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a shard", in -> new ShardRecord(number, in.readLong(), in.readInt(), in.readInt(),
                new HashKeyRange(hashKey(in), hashKey(in)), in.readLong(), in.readLong(), in.readLong()));
    }

    private static void write(DataOutputStream out, HashKey key) throws IOException {
        out.writeLong(key.high());
        out.writeLong(key.low());
    }

    private static HashKey hashKey(DataInputStream in) throws IOException {
        return new HashKey(in.readLong(), in.readLong());
    }
}

package dev.forebay.kinesis;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What an UPDATING stream will have become when it is ACTIVE again: kept with the stream, so that a crash does not forget it. */
sealed interface Change {

    /** Nothing but the state. */
    record Settle() implements Change {}

    /** A shard becomes two; {@code at} is where the second begins. */
    record Split(int shard, HashKey at) implements Change {}

    /** Two neighbours become one; {@code lower} has the lower hash keys. */
    record Merge(int lower, int upper) implements Change {}

    /** All open shards become so many of the same size. */
    record Divide(int count) implements Change {}

    private byte kind() {
        return switch (this) {
            case Settle _ -> 0;
            case Split _ -> 1;
            case Merge _ -> 2;
            case Divide _ -> 3;
        };
    }

    default void write(DataOutputStream out) throws IOException {
        out.writeByte(kind());
        switch (this) {
            case Settle _ -> { }
            case Split split -> {
                out.writeInt(split.shard);
                out.writeLong(split.at.high());
                out.writeLong(split.at.low());
            }
            case Merge merge -> {
                out.writeInt(merge.lower);
                out.writeInt(merge.upper);
            }
            case Divide divide -> out.writeInt(divide.count);
        }
    }

    static Change read(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case 0 -> new Settle();
            case 1 -> new Split(in.readInt(), new HashKey(in.readLong(), in.readLong()));
            case 2 -> new Merge(in.readInt(), in.readInt());
            case 3 -> new Divide(in.readInt());
            default -> throw new IllegalStateException("change " + kind + " of a stream is not known to this version");
        };
    }
}

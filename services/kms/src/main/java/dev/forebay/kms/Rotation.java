package dev.forebay.kms;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * When a key gets new material by itself.
 *
 * @param periodDays how often; 0 for not at all
 * @param nextAt     when next, milliseconds since 1970
 */
record Rotation(int periodDays, long nextAt) {
    static final Rotation OFF = new Rotation(0, 0);

    /** AWS: a year, unless told otherwise. */
    static final int DEFAULT_DAYS = 365;
    static final long DAY_MILLIS = 24 * 3_600_000L;

    static Rotation every(int days, long since) {
        return new Rotation(days, since + days * DAY_MILLIS);
    }

    boolean isOn() {
        return periodDays > 0;
    }

    boolean isDue(long now) {
        return isOn() && nextAt <= now;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(periodDays);
        out.writeLong(nextAt);
    }

    static Rotation read(DataInputStream in) throws IOException {
        return new Rotation(in.readInt(), in.readLong());
    }
}

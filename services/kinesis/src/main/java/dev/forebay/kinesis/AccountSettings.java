package dev.forebay.kinesis;

import dev.forebay.runtime.Bytes;

/**
 * What an account has chosen in a region: AWS's commitment to a least throughput, which unlocks warm throughput. Stored in the ACCOUNT table.
 *
 * @param since when the commitment was made, milliseconds since 1970; 0 for never
 * @param until when it ends; 0 while it does not
 */
record AccountSettings(long since, long until) {
    static final AccountSettings NONE = new AccountSettings(0, 0);

    /** AWS: a commitment is for a day at least. */
    private static final long LEAST_MILLIS = 24 * 3_600_000L;
    private static final byte VERSION = 1;

    boolean isCommitted(long now) {
        return since > 0 && (until == 0 || now < until);
    }

    long earliestEnd() {
        return since + LEAST_MILLIS;
    }

    AccountSettings committing(long now) {
        return isCommitted(now) ? new AccountSettings(since, 0) : new AccountSettings(now, 0);
    }

    AccountSettings ending(long now) {
        return isCommitted(now) && until == 0 ? new AccountSettings(since, Math.max(now, earliestEnd())) : this;
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            out.writeLong(since);
            out.writeLong(until);
        });
    }

    static AccountSettings read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "an account's settings", in -> new AccountSettings(in.readLong(), in.readLong()));
    }
}

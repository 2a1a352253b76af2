package dev.forebay.server;

import java.math.BigInteger;

/** All that is known of one message: what was asked of the server, and what it promised. Belongs to {@link CrashLedger}. */
final class CrashFate {
    final String key;
    /** When its first send began, milliseconds since 1970. */
    final long sendBegan;
    final long delayMillis;
    /** The highest sequence number that had been promised when its first send began. */
    final BigInteger above;

    /** Empty until a send was answered. */
    String messageId = "";
    String sequence = "";
    boolean isDelivered;
    boolean isDrained;
    /** Deletes that got no answer. */
    int openDeletes;
    /** Nanoseconds of the JVM's clock at the answer to a delete; only if {@link #isDeleted}. */
    long deletedAt;
    boolean isDeleted;
    /** Whether it may have been in the dead-letter queue when the delete was answered: its source did not hide it any more. */
    boolean mayHaveMoved;
    /** The latest delivery that hides the message; null when there is none, or its consumer let go of it. */
    CrashDelivery hiding;

    CrashFate(String key, long sendBegan, long delayMillis, BigInteger above) {
        this.key = key;
        this.sendBegan = sendBegan;
        this.delayMillis = delayMillis;
        this.above = above;
    }

    boolean isSent() {
        return !messageId.isEmpty();
    }

    /** It was promised, and nobody asked to delete it. */
    boolean mustBeThere() {
        return isSent() && !isDeleted && openDeletes == 0;
    }

    /** It may have been sent, and its deletion was not promised, or not of where it was. */
    boolean mayBeThere() {
        return !isDeleted || mayHaveMoved;
    }

    /** Whether the latest receive certainly hides it at this time, so that it cannot be received, nor move; a crash may have forgotten it. */
    boolean isHidden(int life, long now) {
        return hiding != null && hiding.life() == life && now < hiding.moment().began() + hiding.hiddenFor();
    }

    @Override
    public String toString() {
        return key + (isSent() ? " (sent" : " (send unanswered") + (isDelivered ? ", delivered" : "")
                + (isDeleted ? ", deleted" : "") + (openDeletes > 0 ? ", delete unanswered" : "") + ")";
    }
}

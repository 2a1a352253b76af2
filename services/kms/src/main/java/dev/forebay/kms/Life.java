package dev.forebay.kms;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Whether a key may be used.
 *
 * @param deletionAt when a key that awaits deletion is erased, milliseconds since 1970; 0 for no key else
 * @param windowDays how long it was asked to wait
 */
record Life(State state, long deletionAt, int windowDays) {
    static final Life ENABLED = new Life(State.ENABLED, 0, 0);
    static final Life DISABLED = new Life(State.DISABLED, 0, 0);

    /** The states of a key. */
    enum State {
        ENABLED("Enabled"), DISABLED("Disabled"), PENDING_DELETION("PendingDeletion");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** As AWS spells it. */
        String text() {
            return text;
        }
    }

    static Life pendingDeletion(long at, int days) {
        return new Life(State.PENDING_DELETION, at, days);
    }

    boolean isEnabled() {
        return state == State.ENABLED;
    }

    boolean isPendingDeletion() {
        return state == State.PENDING_DELETION;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(state.ordinal());
        out.writeLong(deletionAt);
        out.writeInt(windowDays);
    }

    static Life read(DataInputStream in) throws IOException {
        return new Life(State.values()[in.readByte()], in.readLong(), in.readInt());
    }
}

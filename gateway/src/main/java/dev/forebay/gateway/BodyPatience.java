package dev.forebay.gateway;

/**
 * How long the server waits for a slow body, counted in bytes: seconds of waiting use it up at the least rate, received
 * bytes restore it. A client that trickles runs out; one whose reader is slow does not. Event loop only.
 */
final class BodyPatience {

    private final long full;
    private long left;
    private long tickedAt;

    BodyPatience(HttpLimits limits) {
        this.full = Math.max(1, limits.bodyTimeout().toMillis() * HttpLimits.BODY_BYTES_PER_SECOND / 1000);
        this.left = full;
    }

    void reset() {
        left = full;
        tickedAt = 0;
    }

    void received(int bytes) {
        left = Math.min(full, left + bytes);
    }

    /** Counts the time since the last tick; true when patience has ended. */
    boolean endsAt(long now, boolean waitingForClient) {
        if (waitingForClient && tickedAt != 0) {
            left -= (now - tickedAt) / 1_000_000 * HttpLimits.BODY_BYTES_PER_SECOND / 1000;
        }
        tickedAt = now;
        return left <= 0;
    }
}

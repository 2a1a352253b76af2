package dev.forebay.kinesis;

/**
 * So much a second, and what was not used up to a second's worth. Whoever finds anything left may take more than that and leaves a debt:
 * how one large record gets through a limit that is smaller than it. For one thread at a time.
 */
final class TokenBucket {
    private static final double MILLIS = 1_000;

    private final double perSecond;
    private final double capacity;
    private double level;
    private long at;

    TokenBucket(double perSecond, double capacity) {
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.level = capacity;
    }

    /** Whether something may be taken. */
    boolean hasAny(long now) {
        level = Math.min(capacity, level + Math.max(0, now - at) * perSecond / MILLIS);
        at = Math.max(at, now);
        return level > 0;
    }

    void take(double amount) {
        level -= amount;
    }
}

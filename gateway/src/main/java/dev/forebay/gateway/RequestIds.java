package dev.forebay.gateway;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Request ids in AWS's shape. Unlike a random UUID they take nothing from the system's secure generator after the first:
 * a request id must be unique, not secret. Thread-safe.
 */
final class RequestIds implements Supplier<String> {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

    private final AtomicLong state;

    RequestIds(long seed) {
        this.state = new AtomicLong(seed);
    }

    /** A sequence of its own for each process. */
    static RequestIds random() {
        return new RequestIds(new SecureRandom().nextLong());
    }

    @Override
    public String get() {
        long step = state.getAndAdd(2 * GOLDEN);
        long high = mix(step) & ~0xF000L | VERSION_4;
        long low = mix(step + GOLDEN) & ~0xC000_0000_0000_0000L | VARIANT_2;
        return new UUID(high, low).toString();
    }

    /** The finalizer of SplitMix64: neighbours come out unlike each other. */
    private static long mix(long step) {
        long a = (step ^ (step >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}

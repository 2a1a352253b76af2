package dev.forebay.server;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Randomness for ids, for any thread, without one lock for all: several generators, each of its own stream, so that ids stay
 * distinct over restarts. Not for keys or secrets.
 */
final class StripedRandom implements RandomGenerator {
    private static final int STRIPES = 16;

    private final SplittableRandom[] stripes;

    StripedRandom() {
        SecureRandom seeds = new SecureRandom();
        // A split has a stride of its own as well as a start: two streams do not run into each other.
        stripes = Stream.generate(() -> new SplittableRandom(seeds.nextLong()).split()).limit(STRIPES).toArray(SplittableRandom[]::new);
    }

    @Override
    public long nextLong() {
        SplittableRandom stripe = stripes[(int) Thread.currentThread().threadId() & STRIPES - 1];
        synchronized (stripe) {
            return stripe.nextLong();
        }
    }
}

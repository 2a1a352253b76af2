package dev.forebay.runtime;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Message ids: random UUIDs, version 4, from a generator that is given. They name; they protect nothing. */
public final class Ids {
    private Ids() {}

    /** A new id. */
    public static UUID uuid(RandomGenerator random) {
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}

package dev.forebay.envelope;

/**
 * Fixes what becomes known of a record only after it was sealed: its sequence and its time, which are given under a partition's lock,
 * where there is no time to encrypt. Used for one record.
 *
 * <p>A polynomial over the numbers modulo 2^61 - 1 at a secret point, plus a secret: whoever knows neither changes the numbers
 * unnoticed with a probability of 2^-58. Both secrets are the record's own ({@link DataKey}), so that stamps of other records tell nothing.
 */
public final class PlaceKey {
    private static final long PRIME = (1L << 61) - 1;

    private final long point;
    private final long pad;

    PlaceKey(long point, long pad) {
        this.point = reduced(point & Long.MAX_VALUE);
        this.pad = reduced(pad & Long.MAX_VALUE);
    }

    /** The stamp of these numbers, each at least 0 and less than 2^61. */
    public long stamp(long... numbers) {
        long sum = 0;
        for (long number : numbers) {
            if (!isNumber(number)) {
                throw new IllegalArgumentException("no place has the number " + number);
            }
            sum = product(reduced(sum + number), point);
        }
        return reduced(sum + pad);
    }

    /** Whether this is the stamp of these numbers, whatever they are. */
    boolean matches(long stamp, long... numbers) {
        for (long number : numbers) {
            if (!isNumber(number)) {
                return false;
            }
        }
        return stamp(numbers) == stamp;
    }

    private static boolean isNumber(long number) {
        return number >= 0 && number < PRIME;
    }

    private static long product(long x, long y) {
        long low = x * y;
        long high = Math.multiplyHigh(x, y);
        return reduced((low & PRIME) + (low >>> 61 | high << 3));
    }

    /** Of a number below 2^63. */
    private static long reduced(long number) {
        long folded = (number & PRIME) + (number >>> 61);
        return folded >= PRIME ? folded - PRIME : folded;
    }
}

package dev.forebay.sns;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as filters compare them: whole hundred-thousandths.
 *
 * <p>AWS: a number goes from -10^9 to 10^9 with five digits after the point; digits beyond are cut off. A number outside
 * is not compared as a number, only by its text, as an account number might be.
 */
final class FilterNumber {
    /** What stands for a number that is out of range, or for no number at all. */
    static final long NONE = Long.MIN_VALUE;

    static final long LOWEST = -100_000_000_000_000L;
    static final long HIGHEST = 100_000_000_000_000L;
    private static final int DIGITS = 5;
    private static final BigDecimal BOUND = BigDecimal.valueOf(1_000_000_000L);
    /** Letters of a number that are worth reading; it takes time that grows faster than their number. */
    private static final int LONGEST = 1_000;
    /** Digits before the point that no number in range has. */
    private static final int TOO_LARGE = 11;

    private FilterNumber() {}

    /** The number in hundred-thousandths, or {@link #NONE}. */
    static long parse(String text) {
        if (text.length() > LONGEST) {
            return NONE;
        }
        try {
            return scaled(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    private static long scaled(BigDecimal number) {
        // Before anything is calculated: 1e999999999 is a short text and an enormous number.
        long magnitude = (long) number.precision() - number.scale();
        if (magnitude >= TOO_LARGE && number.signum() != 0) {
            return NONE;
        }
        if (magnitude < -DIGITS || number.signum() == 0) {
            return 0;
        }
        return number.abs().compareTo(BOUND) > 0 ? NONE
                : number.setScale(DIGITS, RoundingMode.DOWN).unscaledValue().longValueExact();
    }
}

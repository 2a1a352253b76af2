package dev.forebay.kinesis;

import java.math.BigInteger;

/**
 * The sequence numbers of a run of records, one after another, as text. From one to the next a constant is added to four limbs of 18
 * decimal digits: a tenth of what formatting each of them costs. Used by one thread.
 */
final class SequenceNumbers {
    private static final int DIGITS = 18;
    private static final long BASE = 1_000_000_000_000_000_000L;
    private static final int LIMBS = 4;
    private static final long[] STEP = limbs(BigInteger.ONE.shiftLeft(SequenceNumber.INDEX_SHIFT));

    private final long[] limbs;
    private final byte[] text = new byte[LIMBS * DIGITS];

    /** {@code first} is the first number that {@link #next} gives. */
    SequenceNumbers(SequenceNumber first) {
        limbs = limbs(first.number());
    }

    /** The next number. */
    String next() {
        for (int i = 0; i < LIMBS; i++) {
            write(limbs[i], (LIMBS - 1 - i) * DIGITS);
        }
        int start = 0;
        while (text[start] == '0') {
            start++;
        }
        skip();
        return new String(text, start, text.length - start, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** Leaves one number out. */
    void skip() {
        long carry = 0;
        for (int i = 0; i < LIMBS; i++) {
            long sum = limbs[i] + STEP[i] + carry;
            carry = sum >= BASE ? 1 : 0;
            limbs[i] = sum - carry * BASE;
        }
    }

    private void write(long limb, int at) {
        long rest = limb;
        for (int i = DIGITS - 1; i >= 0; i--) {
            text[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** The least significant first. */
    private static long[] limbs(BigInteger number) {
        long[] limbs = new long[LIMBS];
        BigInteger rest = number;
        for (int i = 0; i < LIMBS; i++) {
            BigInteger[] divided = rest.divideAndRemainder(BigInteger.valueOf(BASE));
            limbs[i] = divided[1].longValue();
            rest = divided[0];
        }
        return limbs;
    }
}

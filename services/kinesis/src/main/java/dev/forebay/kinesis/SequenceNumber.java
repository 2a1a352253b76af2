package dev.forebay.kinesis;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A sequence number of AWS's shape: 56 decimal digits, greater from record to record of a shard, and greater in a shard than in those
 * that it was made of. In hexadecimal digits, the most significant first:
 *
 * <pre>
 *   | 2 | shard made at, s | 0 | index | 00 | record came at, s | shard number | 2 |
 *   | 1 |        9         | 1 |  16   | 2  |         9         |      8       | 1 |
 * </pre>
 *
 * @param shardMadeAt seconds since 1970
 * @param index       of the record in its shard, from 1; 0 stands for the shard's beginning
 * @param cameAt      seconds since 1970; plays no part in the order
 */
record SequenceNumber(long shardMadeAt, long index, long cameAt, int shard) {
    private static final int SHARD_SHIFT = 4;
    private static final int TIME_SHIFT = SHARD_SHIFT + 32;
    static final int INDEX_SHIFT = TIME_SHIFT + 36 + 8;
    private static final int MADE_SHIFT = INDEX_SHIFT + 64 + 4;
    private static final int MARK_SHIFT = MADE_SHIFT + 36;
    private static final long SECONDS_MASK = (1L << 36) - 1;
    private static final int MAX_DIGITS = 56;
    private static final BigInteger MARK = BigInteger.TWO.shiftLeft(MARK_SHIFT).or(BigInteger.TWO);

    /** Reads a number of this shape; empty when it is of another. */
    static Optional<SequenceNumber> parse(String digits) {
        if (digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9') || digits.isEmpty()) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(digits);
        SequenceNumber read = new SequenceNumber(
                number.shiftRight(MADE_SHIFT).longValue() & SECONDS_MASK,
                number.shiftRight(INDEX_SHIFT).longValue(),
                number.shiftRight(TIME_SHIFT).longValue() & SECONDS_MASK,
                number.shiftRight(SHARD_SHIFT).intValue());
        return read.index >= 0 && read.shard >= 0 && read.number().equals(number) ? Optional.of(read) : Optional.empty();
    }

    BigInteger number() {
        return MARK.or(BigInteger.valueOf(shardMadeAt).shiftLeft(MADE_SHIFT))
                .or(BigInteger.valueOf(index).shiftLeft(INDEX_SHIFT))
                .or(BigInteger.valueOf(cameAt).shiftLeft(TIME_SHIFT))
                .or(BigInteger.valueOf(shard).shiftLeft(SHARD_SHIFT));
    }

    @Override
    public String toString() {
        return number().toString();
    }
}

package dev.forebay.kinesis;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** A number of 128 bits without sign, by which a record finds its shard. Two longs, so that comparing makes no garbage. */
record HashKey(long high, long low) implements Comparable<HashKey> {
    static final HashKey MIN = new HashKey(0, 0);
    static final HashKey MAX = new HashKey(-1, -1);

    private static final int MAX_DIGITS = 39;

    /** AWS: the MD5 of the partition key's UTF-8. */
    static HashKey ofPartitionKey(String partitionKey, MessageDigest md5) {
        ByteBuffer digest = ByteBuffer.wrap(md5.digest(partitionKey.getBytes(StandardCharsets.UTF_8)));
        return new HashKey(digest.getLong(), digest.getLong());
    }

    /** Makes digests; not safe for several threads. */
    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads decimal digits; empty when the number is too large or none. */
    static Optional<HashKey> parse(String digits) {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(digits);
        return number.bitLength() <= 128 ? Optional.of(of(number)) : Optional.empty();
    }

    static HashKey of(BigInteger number) {
        return new HashKey(number.shiftRight(Long.SIZE).longValue(), number.longValue());
    }

    BigInteger toBigInteger() {
        return new BigInteger(1, ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
    }

    HashKey minusOne() {
        return new HashKey(low == 0 ? high - 1 : high, low - 1);
    }

    HashKey plusOne() {
        return new HashKey(low == -1 ? high + 1 : high, low + 1);
    }

    @Override
    public int compareTo(HashKey other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Decimal, as AWS writes it. */
    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}

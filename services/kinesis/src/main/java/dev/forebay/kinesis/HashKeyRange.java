package dev.forebay.kinesis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The hash keys of one shard, both ends included. */
record HashKeyRange(HashKey start, HashKey end) {
    static final HashKeyRange ALL = new HashKeyRange(HashKey.MIN, HashKey.MAX);

    private static final BigInteger SIZE = BigInteger.ONE.shiftLeft(128);

    HashKeyRange {
        if (start.compareTo(end) > 0) {
            throw new IllegalArgumentException("a range from " + start + " to " + end);
        }
    }

    /** The whole space in as many ranges of the same size as AWS makes: the last one takes what is left. */
    static List<HashKeyRange> divide(int count) {
        BigInteger width = SIZE.divide(BigInteger.valueOf(count));
        List<HashKeyRange> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            HashKey start = HashKey.of(width.multiply(BigInteger.valueOf(i)));
            HashKey end = i == count - 1 ? HashKey.MAX : HashKey.of(width.multiply(BigInteger.valueOf(i + 1)).subtract(BigInteger.ONE));
            ranges.add(new HashKeyRange(start, end));
        }
        return ranges;
    }

    boolean contains(HashKey key) {
        return start.compareTo(key) <= 0 && key.compareTo(end) <= 0;
    }

    /** Whether the other range begins right after this one. */
    boolean isBefore(HashKeyRange other) {
        return !end.equals(HashKey.MAX) && end.plusOne().equals(other.start);
    }

    /** Both ranges as one, where this one is right before the other. */
    HashKeyRange join(HashKeyRange other) {
        return new HashKeyRange(start, other.end);
    }

    software.amazon.awssdk.services.kinesis.model.HashKeyRange toAws() {
        return software.amazon.awssdk.services.kinesis.model.HashKeyRange.builder()
                .startingHashKey(start.toString())
                .endingHashKey(end.toString())
                .build();
    }
}

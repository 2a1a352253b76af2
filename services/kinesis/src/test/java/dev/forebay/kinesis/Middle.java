package dev.forebay.kinesis;

import java.math.BigInteger;

/** Where tools that split shards in halves do it. */
final class Middle {
    private Middle() {}

    static HashKey of(HashKeyRange range) {
        return HashKey.of(range.start().toBigInteger().add(range.end().toBigInteger()).add(BigInteger.ONE).shiftRight(1));
    }
}

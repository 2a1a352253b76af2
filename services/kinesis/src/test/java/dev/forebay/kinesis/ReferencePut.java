package dev.forebay.kinesis;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One call that put records, in a simulation: what it put, and what is known of its outcome. */
final class ReferencePut {
    final List<Entry> entries;
    final long at;
    final long begunTick;
    /** The greatest acknowledged sequence number of each partition key when this call began. */
    final Map<String, BigInteger> numbersBefore;
    Fate fate = Fate.UNDER_WAY;
    long answeredTick = Long.MAX_VALUE;

    ReferencePut(List<Entry> entries, long at, long begunTick, Map<String, BigInteger> numbersBefore) {
        this.entries = entries;
        this.at = at;
        this.begunTick = begunTick;
        this.numbersBefore = numbersBefore;
    }

    /** A crash came before the answer. */
    void cut() {
        if (fate == Fate.UNDER_WAY) {
            fate = Fate.UNKNOWN;
        }
    }

    @Override
    public String toString() {
        return entries.getFirst().text() + (entries.size() > 1 ? ".." + entries.getLast().text() : "") + " " + fate;
    }

    enum Fate {
        UNDER_WAY, UNKNOWN, THERE, NOT_THERE
    }

    /** One record. Its text is in no other. */
    record Entry(String text, String key, Optional<HashKey> explicit) {
        HashKey hashKey() {
            return explicit.orElseGet(() -> HashKey.ofPartitionKey(key, HashKey.md5()));
        }
    }
}

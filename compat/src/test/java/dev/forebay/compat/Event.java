package dev.forebay.compat;

import java.math.BigInteger;
import java.util.List;

/**
 * A line of a journal.
 *
 * @param worker  who wrote it
 * @param kind    what happened
 * @param details the shard first, where there is one; then what the kind has
 */
record Event(String worker, Kind kind, List<String> details) {

    /** What happens to workers and their shards. */
    enum Kind {
        /** The worker runs. */
        UP,
        /** Shard, position: the worker has the lease and will read on after the position. */
        BEGUN,
        /** Shard, sequence number, number within an aggregate, data. */
        RECORD,
        /** Shard, sequence number: the worker will not read this one again. */
        CHECKPOINT,
        /** Shard: another worker has taken the lease. */
        LOST,
        /** Shard: its end is reached, and not yet checkpointed. */
        ENDING,
        /** Shard: its end is checkpointed. */
        ENDED,
        /** Shard: the worker gives the lease up. */
        HANDED_OVER,
        /** Shard, why: a checkpoint came too late. */
        REFUSED,
        /** The worker was told to end. */
        LEAVING,
        /** The worker has ended. */
        GONE
    }

    static Event parse(String line) {
        List<String> words = List.of(line.split(" "));
        return new Event(words.get(0), Kind.valueOf(words.get(1)), words.subList(2, words.size()));
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isAbout(String shard) {
        return !details.isEmpty() && details.getFirst().equals(shard);
    }

    String shard() {
        return details.getFirst();
    }

    /** Position of {@link Kind#BEGUN}, sequence number of {@link Kind#RECORD} and {@link Kind#CHECKPOINT}. */
    String position() {
        return details.get(1);
    }

    /** The position as a number; the beginning of the shard is before all numbers. */
    BigInteger number() {
        return position().equals("TRIM_HORIZON") ? BigInteger.ZERO : new BigInteger(position());
    }

    String data() {
        return details.get(3);
    }
}

package dev.forebay.kms;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Commit;
import dev.forebay.runtime.Partition;

/**
 * Something in memory, and the commit that makes it last. Readers take no lock once it is durable, and wait for it before:
 * what was encrypted with a key that a crash undoes would be lost.
 */
final class Kept<T> {
    private final T value;
    private final Commit commit;
    private volatile boolean durable;

    private Kept(T value, Commit commit, boolean durable) {
        this.value = value;
        this.commit = commit;
        this.durable = durable;
    }

    static <T> Kept<T> decided(T value, Changes changes) {
        return new Kept<>(value, changes.commit(), false);
    }

    static <T> Kept<T> read(T value) {
        return new Kept<>(value, Commit.DURABLE, true);
    }

    /** As decided last, for the next decision, whose reply then waits for it. */
    T within(Changes changes) {
        changes.reveals(commit);
        return value;
    }

    /** What it is, durable or not: for lists, which settle once for all, and for whoever only decides who may. */
    T peek() {
        return value;
    }

    /** What it is, once that is durable. Not within a decision. */
    T durable(Partition partition) {
        if (!durable) {
            partition.decide(this::within);
            durable = true;
        }
        return value;
    }
}

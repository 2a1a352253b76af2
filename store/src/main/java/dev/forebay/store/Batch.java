package dev.forebay.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes that take effect together. Later changes win over earlier ones on the same key. Used by one thread until it
 * is submitted; keys and values are not copied and must not be changed afterwards.
 */
public final class Batch {
    private final List<Change> changes = new ArrayList<>(4);
    private long bytes;
    private boolean deletesRanges;

    /** Sets a key. */
    public Batch put(byte[] key, byte[] value) {
        return add(new Change.Put(key, value), key.length + value.length);
    }

    /**
     * Sets a key that nearly every batch sets again, such as a queue's counters: where batches are committed together
     * only the last value is written. No other kind of change may touch such a key in the same commit except
     * {@link #deleteRange} and {@link #delete}.
     */
    public Batch putLatest(byte[] key, byte[] value) {
        return add(new Change.PutLatest(key, value), key.length + value.length);
    }

    /** Removes a key. Removing an absent key is no error. */
    public Batch delete(byte[] key) {
        return add(new Change.Delete(key), key.length);
    }

    /**
     * Removes a key that was set by exactly one {@link #put} in all its life, and is removed once and never set again. What is set
     * and removed soon after then leaves no trace that has to be carried to the bottom of the store. No other change may touch
     * such a key, but for {@link #deleteRange} when it is not removed otherwise.
     */
    public Batch deleteOnce(byte[] key) {
        return add(new Change.DeleteOnce(key), key.length);
    }

    /** Removes every key with {@code from <= key < to}. A range that could have entries on both sides of {@link Apart} is refused with the batch. */
    public Batch deleteRange(byte[] from, byte[] to) {
        deletesRanges = true;
        return add(new Change.DeleteRange(from, to), from.length + to.length);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    List<Change> changes() {
        return changes;
    }

    /** The ranges that it deletes. Asked of every batch, so one without any answers at once. */
    List<Change.DeleteRange> ranges() {
        return deletesRanges
                ? changes.stream().filter(Change.DeleteRange.class::isInstance).map(Change.DeleteRange.class::cast).toList() : List.of();
    }

    /** The most that the batch takes up once written. */
    long bytes() {
        return bytes;
    }

    private Batch add(Change change, int payload) {
        changes.add(change);
        bytes += payload + (long) WriteFormat.RECORD_OVERHEAD;
        return this;
    }

    /** One change of a batch. */
    sealed interface Change {
        record Put(byte[] key, byte[] value) implements Change {}

        record PutLatest(byte[] key, byte[] value) implements Change {}

        record Delete(byte[] key) implements Change {}

        record DeleteOnce(byte[] key) implements Change {}

        record DeleteRange(byte[] from, byte[] to) implements Change {}
    }
}

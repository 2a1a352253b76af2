package dev.forebay.store;

import java.util.Optional;

/**
 * Ordered durable state: keys and values of bytes, changed only by atomic batches.
 *
 * <p>Keys compare as unsigned bytes. Batches take effect one after another in the order in which {@link #submit} was
 * called, each wholly or not at all; a read sees only what is durable. Any number of threads may call any method;
 * {@code submit} and {@code durable} never wait for the disk.
 *
 * <p>When a write fails the store stops for good: every waiter and every later call gets {@link StoreFailed}, and the
 * state is recovered from disk by opening it anew.
 */
public interface Store extends AutoCloseable {

    /** How soon a batch must be on disk. */
    enum Urgency {
        /** Somebody waits: commit at once, together with whatever else is waiting. */
        NOW,
        /** Nobody waits: ride on the next commit, or go alone within a few tens of milliseconds. */
        SOON
    }

    /**
     * Hands a batch to the committer and returns its commit number: 1, 2, 3 … in the order of submission. The batch
     * must not be touched afterwards.
     */
    long submit(Batch batch, Urgency urgency);

    /**
     * Returns when the commit with this number, and so every earlier one, is durable. Not cut short by an interrupt (a
     * submitted batch cannot be recalled); the interrupt flag is kept.
     */
    void await(long commit);

    /** The number of the newest durable commit. */
    long durable();

    /** The durable value of a key. */
    Optional<byte[]> get(byte[] key);

    /** The durable entries with {@code from <= key < to}, ascending, as of now. Close it. */
    Scan scan(byte[] from, byte[] to);

    /**
     * Called before a change that makes the state grow, and before anything is decided.
     *
     * @throws StoreFull when so little disk is left that only changes that free or move state are taken
     */
    void requireSpace();

    /** Commits what was submitted, then closes. A second call does nothing. */
    @Override
    void close();
}

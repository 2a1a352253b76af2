package dev.forebay.runtime;

import dev.forebay.store.Store;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The unit of ordering and ownership: a range of the store's keys, and the lock under which changes to it are decided.
 *
 * <p>An operation's life: take the lock; decide, which changes what is in memory and yields a batch and a reply; hand
 * the batch to the store, so that batches reach it in the order of decisions; free the lock; wait until the batch is
 * durable; reply. Nothing inside a decision may touch the disk, the network or another partition.
 *
 * <p>A decision refuses by throwing before it has changed anything. One that throws after it has, or whose batch the
 * store does not take, is a defect that leaves memory and disk at odds: the partition then takes no more work.
 */
public final class Partition {
    private final int number;
    private final Store store;
    private final ReentrantLock lock = new ReentrantLock();
    private long newest;
    private long nextIncarnation;
    private Throwable broken;

    Partition(int number, Store store, long nextIncarnation) {
        this.number = number;
        this.store = store;
        this.nextIncarnation = nextIncarnation;
    }

    /** The partition's number, with which all of its keys begin. */
    public int number() {
        return number;
    }

    /** The store that holds this partition. Reading it is for code that does not hold the lock. */
    public Store store() {
        return store;
    }

    /** Decides, waits until the decision is durable, and returns the reply. */
    public <R> R decide(Function<Changes, R> decision) {
        return submit(decision).await(store);
    }

    /** Decides, and leaves it to the caller to wait before it shows the reply. */
    public <R> Pending<R> submit(Function<Changes, R> decision) {
        Changes changes = null;
        R reply;
        boolean refused = true;
        lock.lock();
        try {
            if (broken != null) {
                throw new IllegalStateException("partition " + number + " failed before", broken);
            }
            changes = new Changes(newest);
            reply = decided(decision, changes);
            newest = submitted(changes);
            refused = false;
        } finally {
            lock.unlock();
            if (refused && changes != null && changes.awaited() > 0) {
                // A refusal shows why, as a reply would.
                store.await(changes.awaited());
            }
        }
        changes.runAfterwards();
        return new Pending<>(reply, changes.awaited());
    }

    /** Returns when everything decided before this call is durable: for who has read something and is about to show it. */
    public void settle() {
        decide(changes -> {
            changes.revealsEverything();
            return null;
        });
    }

    /** A number that no other thing in this partition ever had or will have. Call within a decision. */
    public long newIncarnation(Changes changes) {
        long incarnation = nextIncarnation++;
        changes.batch().putLatest(Partitions.incarnationKey(number), Keys.bytes(nextIncarnation));
        return incarnation;
    }

    /** Whether the calling thread is inside a decision. For assertions. */
    public boolean isDeciding() {
        return lock.isHeldByCurrentThread();
    }

    private <R> R decided(Function<Changes, R> decision, Changes changes) {
        try {
            return decision.apply(changes);
        } catch (RuntimeException | Error e) {
            if (!changes.isEmpty()) {
                broken = e;
            }
            throw e;
        }
    }

    /** A store that has failed refuses everything itself. One that refuses this batch would take the next. */
    private long submitted(Changes changes) {
        try {
            return changes.submitTo(store);
        } catch (IllegalArgumentException refused) {
            broken = refused;
            throw refused;
        }
    }
}

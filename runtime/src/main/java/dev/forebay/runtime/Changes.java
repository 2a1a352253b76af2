package dev.forebay.runtime;

import dev.forebay.store.Batch;
import dev.forebay.store.Store;
import dev.forebay.store.Store.Urgency;
import java.util.ArrayList;
import java.util.List;

/**
 * What one operation wants to have happen: a batch, what its reply waits for, and what to do once the lock is free.
 * Lives as long as the decision; used only under the partition's lock.
 */
public final class Changes {
    private final Commit commit = new Commit();
    private final long newestBefore;
    private Batch batch;
    private Urgency urgency = Urgency.NOW;
    private long awaited;
    private List<Runnable> afterwards = List.of();

    Changes(long newestBefore) {
        this.newestBefore = newestBefore;
    }

    /** The batch under construction. */
    public Batch batch() {
        if (batch == null) {
            batch = new Batch();
        }
        return batch;
    }

    /** The commit that this operation will be part of; its number is set when the decision is over. */
    public Commit commit() {
        return commit;
    }

    /** The batch need not be on disk when the reply goes out: a crash may undo it. */
    public void lazily() {
        urgency = Urgency.SOON;
    }

    /** The reply reveals what this commit did, and so waits for it. */
    public void reveals(Commit seen) {
        awaited = Math.max(awaited, seen.number());
    }

    /** The reply reveals the state as a whole, and so waits for everything decided before. */
    public void revealsEverything() {
        awaited = Math.max(awaited, newestBefore);
    }

    /** Runs once the lock is free, before the reply is awaited. Must be short and must not throw. */
    public void afterwards(Runnable task) {
        if (afterwards.isEmpty()) {
            afterwards = new ArrayList<>(2);
        }
        afterwards.add(task);
    }

    /** Whether nothing is to be changed. */
    public boolean isEmpty() {
        return batch == null || batch.isEmpty();
    }

    /** Hands the batch over; returns the number of the newest commit of the partition. */
    long submitTo(Store store) {
        if (isEmpty()) {
            return newestBefore;
        }
        long number = store.submit(batch, urgency);
        commit.number(number);
        if (urgency == Urgency.NOW) {
            awaited = number;
        }
        return number;
    }

    long awaited() {
        return awaited;
    }

    void runAfterwards() {
        for (Runnable task : afterwards) {
            task.run();
        }
    }
}

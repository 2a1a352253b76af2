package dev.forebay.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A store for simulation: a batch becomes durable only when the test says so, and a crash keeps exactly what the test
 * says. No threads; used by one.
 */
public final class StepStore implements Store {
    private final Deque<Batch> pending = new ArrayDeque<>();
    private SortedEntries entries;
    private long durable;
    private boolean closed;

    public StepStore() {
        this(SortedEntries.EMPTY);
    }

    private StepStore(SortedEntries entries) {
        this.entries = entries;
    }

    @Override
    public long submit(Batch batch, Urgency urgency) {
        requireOpen();
        pending.add(batch);
        return durable + pending.size();
    }

    /** How many batches wait for {@link #step}. */
    public int pending() {
        return pending.size();
    }

    /** Makes the oldest {@code count} pending batches durable, or as many as there are. */
    public void step(int count) {
        for (int i = 0; i < count && !pending.isEmpty(); i++) {
            entries = entries.with(pending.remove());
            durable++;
        }
    }

    /** Makes every pending batch durable. */
    public void commitAll() {
        step(pending.size());
    }

    /**
     * What a process finds that starts after this one was killed: everything durable, and those of the oldest pending
     * batches that had reached the disk without anybody knowing. This store takes nothing more; commit numbers begin
     * anew.
     *
     * @param reached how many pending batches had reached the disk
     */
    public StepStore crash(int reached) {
        if (reached < 0 || reached > pending.size()) {
            throw new IllegalArgumentException("only " + pending.size() + " batches are pending, not " + reached);
        }
        step(reached);
        pending.clear();
        closed = true;
        return new StepStore(entries);
    }

    /** Makes everything up to this commit durable: whoever waits lets the disk go on. */
    @Override
    public void await(long commit) {
        long newest = durable + pending.size();
        if (commit > newest) {
            throw new IllegalArgumentException("commit " + commit + " was never submitted; the newest is " + newest);
        }
        step(Math.toIntExact(Math.max(0, commit - durable)));
    }

    @Override
    public long durable() {
        return durable;
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        requireOpen();
        return entries.get(key);
    }

    @Override
    public Scan scan(byte[] from, byte[] to) {
        requireOpen();
        return entries.scan(from, to);
    }

    @Override
    public void requireSpace() {
        requireOpen();
    }

    @Override
    public void close() {
        if (!closed) {
            commitAll();
            closed = true;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }
}

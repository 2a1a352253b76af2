package dev.forebay.store;

import java.util.Optional;

/**
 * State in memory only: for tests, and for those who want none of it to survive. A batch takes effect within
 * {@code submit}, on the caller's thread, and counts as durable from then on.
 *
 * <p>Writers take turns at a lock; readers hold none and see one immutable version.
 */
public final class MemoryStore implements Store {
    private volatile Version version = new Version(0, SortedEntries.EMPTY);
    private volatile boolean closed;

    @Override
    public synchronized long submit(Batch batch, Urgency urgency) {
        requireOpen();
        Version before = version;
        version = new Version(before.commit + 1, before.entries.with(batch));
        return before.commit + 1;
    }

    @Override
    public void await(long commit) {
        if (commit > version.commit) {
            throw new IllegalArgumentException("commit " + commit + " was never submitted; the newest is " + version.commit);
        }
    }

    @Override
    public long durable() {
        return version.commit;
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        requireOpen();
        return version.entries.get(key);
    }

    @Override
    public Scan scan(byte[] from, byte[] to) {
        requireOpen();
        return version.entries.scan(from, to);
    }

    /** There is as much space as the heap has. */
    @Override
    public void requireSpace() {
        requireOpen();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    private record Version(long commit, SortedEntries entries) {}
}

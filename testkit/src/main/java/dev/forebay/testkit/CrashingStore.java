package dev.forebay.testkit;

import dev.forebay.store.Batch;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import java.util.Optional;

/** A store that breaks down at a chosen batch: before it is handed over, or before anybody hears that it is durable. */
public final class CrashingStore implements Store {
    private final Store store;
    private int left = Integer.MAX_VALUE;
    private boolean down;

    public CrashingStore(Store store) {
        this.store = store;
    }

    /** Breaks down after so many more batches. */
    public void crashAfter(int batches) {
        left = batches;
    }

    /** Whether it has broken down; a task in the background may be the only one to know. */
    public boolean isDown() {
        return down;
    }

    @Override
    public long submit(Batch batch, Urgency urgency) {
        requireUp();
        if (left != Integer.MAX_VALUE && left-- <= 0) {
            down = true;
            store.submit(batch, urgency);
            throw new Crash();
        }
        return store.submit(batch, urgency);
    }

    @Override
    public void await(long commit) {
        requireUp();
        store.await(commit);
    }

    @Override
    public long durable() {
        return store.durable();
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        requireUp();
        return store.get(key);
    }

    @Override
    public Scan scan(byte[] from, byte[] to) {
        requireUp();
        return store.scan(from, to);
    }

    @Override
    public void requireSpace() {}

    @Override
    public void close() {}

    private void requireUp() {
        if (down) {
            throw new Crash();
        }
    }

    /** The process is gone. */
    public static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }
}

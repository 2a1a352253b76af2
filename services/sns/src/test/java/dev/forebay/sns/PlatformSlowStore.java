package dev.forebay.sns;

import dev.forebay.store.Batch;
import dev.forebay.store.Scan;
import dev.forebay.store.StepStore;
import dev.forebay.store.Store;
import java.util.Optional;

/** A store whose disk can be held up: what was submitted meanwhile is not durable, and whoever waits for it waits. */
final class PlatformSlowStore implements Store {
    private final StepStore inner = new StepStore();
    private boolean held;

    /** From now on nothing becomes durable. */
    synchronized void hold() {
        held = true;
    }

    /** The disk goes on. */
    synchronized void release() {
        held = false;
        notifyAll();
    }

    @Override
    public synchronized void await(long commit) {
        while (held) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        inner.await(commit);
    }

    @Override
    public synchronized long submit(Batch batch, Urgency urgency) {
        return inner.submit(batch, urgency);
    }

    @Override
    public synchronized long durable() {
        return inner.durable();
    }

    @Override
    public synchronized Optional<byte[]> get(byte[] key) {
        return inner.get(key);
    }

    @Override
    public synchronized Scan scan(byte[] from, byte[] to) {
        return inner.scan(from, to);
    }

    @Override
    public synchronized void requireSpace() {
        inner.requireSpace();
    }

    @Override
    public synchronized void close() {
        inner.close();
    }
}

package dev.forebay.kinesis;

import dev.forebay.store.Batch;
import dev.forebay.store.MemoryStore;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import java.util.Optional;

/** A store in memory whose scans a test counts, and comes between. For one thread. */
final class WatchedStore implements Store {
    private final MemoryStore inner = new MemoryStore();
    private Runnable next = () -> {};
    private int values;

    /** Does something once, when the next scan is about to begin. */
    void beforeNextScan(Runnable task) {
        next = task;
    }

    /** How many values of entries were read by scans since this was last asked. */
    int takeValues() {
        int count = values;
        values = 0;
        return count;
    }

    @Override
    public Scan scan(byte[] from, byte[] to) {
        Runnable due = next;
        next = () -> {};
        due.run();
        Scan scan = inner.scan(from, to);
        return new Scan() {
            @Override
            public boolean next() {
                return scan.next();
            }

            @Override
            public byte[] key() {
                return scan.key();
            }

            @Override
            public byte[] value() {
                values++;
                return scan.value();
            }

            @Override
            public void close() {
                scan.close();
            }
        };
    }

    @Override
    public long submit(Batch batch, Urgency urgency) {
        return inner.submit(batch, urgency);
    }

    @Override
    public void await(long commit) {
        inner.await(commit);
    }

    @Override
    public long durable() {
        return inner.durable();
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        return inner.get(key);
    }

    @Override
    public void requireSpace() {
        inner.requireSpace();
    }

    @Override
    public void close() {
        inner.close();
    }
}

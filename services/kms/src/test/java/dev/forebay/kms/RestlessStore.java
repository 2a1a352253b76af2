package dev.forebay.kms;

import dev.forebay.store.Batch;
import dev.forebay.store.Scan;
import dev.forebay.store.StepStore;
import dev.forebay.store.Store;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A store on which something else happens while an operation waits for the disk: another operation, or the end of the process. */
final class RestlessStore implements Store {
    private final StepStore store;
    private final RandomGenerator random;
    private final Runnable meanwhile;
    private int depth;
    private boolean resting;

    RestlessStore(StepStore store, RandomGenerator random, Runnable meanwhile) {
        this.store = store;
        this.random = random;
        this.meanwhile = meanwhile;
    }

    /** What the next process finds: any prefix of what was not known to be durable. */
    StepStore crashed() {
        return store.crash(random.nextInt(store.pending() + 1));
    }

    /** Nothing happens for a while. */
    void rest() {
        resting = true;
    }

    void wake() {
        resting = false;
    }

    @Override
    public long submit(Batch batch, Urgency urgency) {
        return store.submit(batch, urgency);
    }

    @Override
    public void await(long commit) {
        if (commit > store.durable() && depth < 3 && !resting) {
            int fate = random.nextInt(100);
            if (fate < 4) {
                throw new Crash();
            }
            if (fate < 40) {
                depth++;
                try {
                    meanwhile.run();
                } finally {
                    depth--;
                }
            }
        }
        if (commit > store.durable()) {
            store.await(commit);
        }
    }

    @Override
    public long durable() {
        return store.durable();
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        return store.get(key);
    }

    @Override
    public Scan scan(byte[] from, byte[] to) {
        return store.scan(from, to);
    }

    @Override
    public void requireSpace() {}

    @Override
    public void close() {}

    /** The process is gone. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }
}

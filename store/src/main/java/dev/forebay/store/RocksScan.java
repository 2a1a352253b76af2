package dev.forebay.store;

import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * A range read from RocksDB. The upper bound is known to RocksDB too, so that the scan ends at its last entry instead of
 * wading through a neighbour's deleted ones.
 *
 * <p>Every native call is made inside the store's gate. A scan left open does not keep the store from closing: the store
 * releases it.
 */
final class RocksScan implements Scan {
    private final RocksStore store;
    private final byte[] from;
    private final Slice end;
    private final ReadOptions options;
    private final RocksIterator iterator;
    private State state = State.BEFORE;

    /** Called inside the gate. */
    RocksScan(RocksStore store, Families families, byte[] from, byte[] to) {
        families.requireOne(from, to);
        this.store = store;
        this.from = from;
        this.end = new Slice(to);
        this.options = new ReadOptions().setIterateUpperBound(end);
        this.iterator = families.db().newIterator(families.of(from), options);
    }

    @Override
    public boolean next() {
        return store.inside(() -> {
            switch (state) {
                case BEFORE -> iterator.seek(from);
                case ON_ENTRY -> iterator.next();
                case AT_END -> {} // moving a native iterator beyond its end crashes the process
                case RELEASED -> throw new IllegalStateException("the scan is closed");
            }
            state = isOnEntry() ? State.ON_ENTRY : State.AT_END;
            return state == State.ON_ENTRY;
        });
    }

    @Override
    public byte[] key() {
        return store.inside(() -> {
            requireOnEntry();
            return iterator.key();
        });
    }

    @Override
    public byte[] value() {
        return store.inside(() -> {
            requireOnEntry();
            return iterator.value();
        });
    }

    @Override
    public void close() {
        store.release(this);
    }

    /** Frees what is native. Called by the store, inside its gate or once the gate is closed and empty. */
    void release() {
        if (state != State.RELEASED) {
            state = State.RELEASED;
            iterator.close();
            options.close();
            end.close();
        }
    }

    private boolean isOnEntry() throws RocksDBException {
        boolean valid = state != State.AT_END && iterator.isValid();
        if (!valid) {
            iterator.status(); // throws when the end is not the end but damage
        }
        return valid;
    }

    private void requireOnEntry() {
        if (state != State.ON_ENTRY) {
            throw new IllegalStateException("the scan is not on an entry");
        }
    }

    private enum State {
        BEFORE,
        ON_ENTRY,
        AT_END,
        RELEASED
    }
}

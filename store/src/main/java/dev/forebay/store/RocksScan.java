package dev.forebay.store;

import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
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
    private boolean started;
    private boolean released;

    /** Called inside the gate. */
    RocksScan(RocksStore store, RocksDB db, byte[] from, byte[] to) {
        this.store = store;
        this.from = from;
        this.end = new Slice(to);
        this.options = new ReadOptions().setIterateUpperBound(end);
        this.iterator = db.newIterator(options);
    }

    @Override
    public boolean next() {
        return store.inside(() -> {
            requireOpen();
            if (started) {
                iterator.next();
            } else {
                iterator.seek(from);
                started = true;
            }
            return isOnEntry();
        });
    }

    @Override
    public byte[] key() {
        return store.inside(() -> {
            requireOpen();
            return iterator.key();
        });
    }

    @Override
    public byte[] value() {
        return store.inside(() -> {
            requireOpen();
            return iterator.value();
        });
    }

    @Override
    public void close() {
        store.release(this);
    }

    /** Frees what is native. Called by the store, inside its gate or once the gate is closed and empty. */
    void release() {
        if (!released) {
            released = true;
            iterator.close();
            options.close();
            end.close();
        }
    }

    private boolean isOnEntry() throws RocksDBException {
        boolean valid = iterator.isValid();
        if (!valid) {
            iterator.status(); // throws when the end is not the end but damage
        }
        return valid;
    }

    private void requireOpen() {
        if (released) {
            throw new IllegalStateException("the scan is closed");
        }
    }
}

package dev.forebay.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.FlushOptions;
import org.rocksdb.MutableColumnFamilyOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The two column families of an open database: entries, and what lies {@link Apart}. One log serves both, so that a commit
 * that changes both is one write.
 */
final class Families implements AutoCloseable {
    private final Apart apart;
    private final RocksDB db;
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    private final CompactRangeOptions everything = new CompactRangeOptions()
            .setExclusiveManualCompaction(false).setBottommostLevelCompaction(BottommostLevelCompaction.kForce);

    private Families(Apart apart, RocksTuning tuning, Path database, boolean readOnly) throws RocksDBException {
        this.apart = apart;
        List<ColumnFamilyDescriptor> all = descriptors(tuning);
        this.db = readOnly
                ? RocksDB.openReadOnly(tuning.database(), database.toString(), all, handles)
                : RocksDB.open(tuning.database(), database.toString(), all, handles);
    }

    static Families open(Apart apart, RocksTuning tuning, Path database) throws RocksDBException {
        return new Families(apart, tuning, database, false);
    }

    static Families openReadOnly(RocksTuning tuning, Path database) throws RocksDBException {
        return new Families(Apart.NONE, tuning, database, true);
    }

    private static List<ColumnFamilyDescriptor> descriptors(RocksTuning tuning) {
        return List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, tuning.entries()),
                new ColumnFamilyDescriptor("apart".getBytes(StandardCharsets.US_ASCII), tuning.apart()));
    }

    RocksDB db() {
        return db;
    }

    List<ColumnFamilyHandle> all() {
        return handles;
    }

    /** Where an entry of this key lies. */
    ColumnFamilyHandle of(byte[] key) {
        return apart.holds(key) ? lyingApart() : handles.getFirst();
    }

    /** Refuses a range that could have entries in both. */
    void requireOne(byte[] from, byte[] to) {
        apart.requireOneSide(from, to);
    }

    /** The number of the family that lies apart, as a write names it. */
    int numberApart() {
        return lyingApart().getID();
    }

    private ColumnFamilyHandle lyingApart() {
        return handles.getLast();
    }

    /** Moves memory to tables; returns when that is done. */
    void flush() throws RocksDBException {
        try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            db.flush(wait, handles);
        }
    }

    /** Has tables merged that do not themselves hold many deletions. */
    void suggestMerges() throws RocksDBException {
        for (ColumnFamilyHandle family : handles) {
            db.suggestCompactRange(family);
        }
    }

    /** Bytes in files beside the tables. */
    long blobBytes() throws RocksDBException {
        return db.getLongProperty(lyingApart(), "rocksdb.live-blob-file-size");
    }

    /** Bytes among them that nothing refers to any more. */
    long blobGarbage() throws RocksDBException {
        return db.getLongProperty(lyingApart(), "rocksdb.live-blob-file-garbage-size");
    }

    /**
     * Merges the tables of what lies apart, and moves on the way the blobs that are still wanted out of the oldest files,
     * which then go.
     *
     * @param share of the files, 0 to 1
     */
    void sweep(double share) throws RocksDBException {
        db.setOptions(lyingApart(), blobsMove(true, share));
        try {
            db.compactRange(lyingApart(), null, null, everything);
        } finally {
            db.setOptions(lyingApart(), blobsMove(false, share));
        }
    }

    private static MutableColumnFamilyOptions blobsMove(boolean move, double share) {
        return MutableColumnFamilyOptions.builder()
                .setEnableBlobGarbageCollection(move).setBlobGarbageCollectionAgeCutoff(share).build();
    }

    /** A sweep that runs ends soon. */
    void stopSweeping() {
        everything.setCanceled(true);
    }

    @Override
    public void close() {
        handles.forEach(ColumnFamilyHandle::close);
        db.close();
        everything.close();
    }
}

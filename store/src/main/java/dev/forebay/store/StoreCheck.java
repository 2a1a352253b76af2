package dev.forebay.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * What a look at every checksum of a closed store found.
 *
 * @param entries how many entries it holds
 * @param fileBytes the size of its files, without logs
 */
public record StoreCheck(long entries, long fileBytes) {

    /**
     * Reads a whole store and changes nothing in it.
     *
     * @throws StoreInUse when it is open
     * @throws StoreDamaged naming the first damaged file
     */
    public static StoreCheck of(Path directory) {
        if (!Files.isDirectory(directory.resolve("db"))) {
            throw new IllegalArgumentException("there is no store in " + directory);
        }
        RocksDB.loadLibrary();
        try (StoreDirectory held = StoreDirectory.open(directory)) {
            return of(held);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the store in " + directory, e);
        }
    }

    private static StoreCheck of(StoreDirectory held) throws IOException {
        WalCheck.check(held.database());
        try (RocksTuning tuning = new RocksTuning(StoreConfig.of(held.database()));
                Families families = Families.openReadOnly(tuning, held.database())) {
            families.db().verifyChecksum();
            long entries = 0;
            long bytes = 0;
            for (ColumnFamilyHandle family : families.all()) {
                entries += count(families.db(), family);
                bytes += families.db().getLongProperty(family, "rocksdb.total-sst-files-size")
                        + families.db().getLongProperty(family, "rocksdb.total-blob-file-size");
            }
            return new StoreCheck(entries, bytes);
        } catch (RocksDBException e) {
            throw RocksStore.failed(e, held);
        }
    }

    /** Reads every entry, of logs too. */
    private static long count(RocksDB db, ColumnFamilyHandle family) throws RocksDBException {
        long entries = 0;
        try (ReadOptions once = new ReadOptions().setFillCache(false);
                RocksIterator iterator = db.newIterator(family, once)) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                entries++;
            }
            iterator.status();
        }
        return entries;
    }
}

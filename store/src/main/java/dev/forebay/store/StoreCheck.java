package dev.forebay.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try (StoreDirectory held = StoreDirectory.open(directory);
                RocksTuning tuning = new RocksTuning(StoreConfig.of(directory))) {
            WalCheck.check(held.database());
            try (RocksDB db = RocksDB.openReadOnly(tuning.options(), held.database().toString())) {
                db.verifyChecksum();
                return new StoreCheck(count(db), db.getLongProperty("rocksdb.total-sst-files-size"));
            }
        } catch (RocksDBException e) {
            throw RocksStore.failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the store in " + directory, e);
        }
    }

    /** Reads every entry, of logs too. */
    private static long count(RocksDB db) throws RocksDBException {
        long entries = 0;
        try (ReadOptions once = new ReadOptions().setFillCache(false);
                RocksIterator iterator = db.newIterator(once)) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                entries++;
            }
            iterator.status();
        }
        return entries;
    }
}

package dev.forebay.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksObject;
import org.rocksdb.TablePropertiesCollectorFactory;
import org.rocksdb.WALRecoveryMode;

/**
 * RocksDB's settings for queues on a small machine: keys come in at the tail and go at the head, most live for seconds,
 * and look-ups of absent keys are common. The reasons, one by one, are in docs/store.md.
 *
 * <p>Holds native objects, which must outlive the database.
 */
final class RocksTuning implements AutoCloseable {
    private static final int LEVELS = 7;
    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;

    /** Of a run of so many entries … */
    private static final int DELETION_WINDOW = 1024;
    /** … so many deletions make the file worth rewriting. */
    private static final int DELETIONS_IN_WINDOW = 512;
    /** Or this share of a whole file. */
    private static final double DELETED_SHARE = 0.5;

    /** Values from this size on lie beside the tables, where entries lie apart. */
    private static final long MIN_BLOB = 8 * KIB;

    private final Deque<RocksObject> owned = new ArrayDeque<>();
    private final Options options;
    private final DBOptions database;
    private final ColumnFamilyOptions entries;
    private final ColumnFamilyOptions apart;

    RocksTuning(StoreConfig config) {
        options = own(new Options());
        safety();
        threadsAndFiles();
        memory(config);
        levels(config);
        options.setTableFormatConfig(tables(config));
        database = own(new DBOptions(options));
        entries = own(new ColumnFamilyOptions(options));
        apart = own(blobs(new ColumnFamilyOptions(options), config));
    }

    DBOptions database() {
        return database;
    }

    /** Of the entries that do not lie apart. */
    ColumnFamilyOptions entries() {
        return entries;
    }

    /** Of those that do. */
    ColumnFamilyOptions apart() {
        return apart;
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            owned.pop().close();
        }
    }

    private void safety() {
        options.setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setParanoidChecks(true)
                .setForceConsistencyChecks(true)
                // A failed write stops the store; RocksDB must not resume on its own and start another log.
                .setMaxBgErrorResumeCount(0);
    }

    private void threadsAndFiles() {
        options.setMaxBackgroundJobs(2)
                .setMaxOpenFiles(512)
                .setSkipStatsUpdateOnDbOpen(true)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(MIB)
                .setKeepLogFileNum(2)
                .setMaxManifestFileSize(16 * MIB)
                .setManifestPreallocationSize(64 * KIB)
                .setBytesPerSync(MIB)
                // One thread writes: there is nobody to share the work with.
                .setAllowConcurrentMemtableWrite(false)
                .setEnableWriteThreadAdaptiveYield(false);
    }

    private void memory(StoreConfig config) {
        options.setWriteBufferSize(config.memtableBytes())
                .setMaxWriteBufferNumber(StoreConfig.MEMTABLES)
                // Else a family that is written rarely would keep the log of all that the other one wrote.
                .setMaxTotalWalSize(StoreConfig.MEMTABLES * config.memtableBytes())
                .setArenaBlockSize(Math.min(256 * KIB, config.memtableBytes() / 8))
                .setMemtablePrefixBloomSizeRatio(0.02)
                .setMemtableWholeKeyFiltering(true)
                .setMemtableMaxRangeDeletions(1000);
    }

    private void levels(StoreConfig config) {
        options.setLevelCompactionDynamicLevelBytes(true)
                .setTargetFileSizeBase(config.memtableBytes())
                .setTargetFileSizeMultiplier(2)
                .setMaxBytesForLevelBase(4 * config.memtableBytes())
                .setMaxCompactionBytes(16 * config.memtableBytes())
                .setCompressionPerLevel(compression());
        options.setTablePropertiesCollectorFactory(List.of(own(
                TablePropertiesCollectorFactory.NewCompactOnDeletionCollectorFactory(
                        DELETION_WINDOW, DELETIONS_IN_WINDOW, DELETED_SHARE))));
    }

    /** Large values are written once, beside the tables, which are merged again and again. {@link BlobSweep} gives their disk back. */
    private static ColumnFamilyOptions blobs(ColumnFamilyOptions family, StoreConfig config) {
        return family.setEnableBlobFiles(true)
                .setMinBlobSize(MIN_BLOB)
                .setBlobFileSize(2 * config.memtableBytes())
                .setBlobCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    /** What is young will soon be gone and is not worth compressing. */
    private static List<CompressionType> compression() {
        List<CompressionType> types = new ArrayList<>(Collections.nCopies(LEVELS, CompressionType.LZ4_COMPRESSION));
        types.set(0, CompressionType.NO_COMPRESSION);
        return types;
    }

    private BlockBasedTableConfig tables(StoreConfig config) {
        return new BlockBasedTableConfig()
                .setBlockCache(own(new LRUCache(config.cacheBytes(), 2)))
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setFilterPolicy(own(new BloomFilter(10)))
                .setOptimizeFiltersForMemory(true)
                .setBlockSize(16 * KIB);
    }

    private <T extends RocksObject> T own(T object) {
        owned.push(object);
        return object;
    }
}

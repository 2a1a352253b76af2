package dev.forebay.store;

import dev.forebay.store.Batch.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State on disk, in RocksDB. One thread writes, see {@link Committer}; reads run on the caller's thread.
 *
 * <p>RocksDB appends a commit to its log, syncs the log, and only then shows the change to readers: so what a reader
 * sees is durable.
 */
public final class RocksStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(RocksStore.class);

    private final StoreDirectory directory;
    private final RocksTuning tuning;
    private final Families families;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final ReadOptions pointReads = new ReadOptions();
    private final WriteFormat format;
    private final Gate gate = new Gate();
    private final Set<RocksScan> scans = ConcurrentHashMap.newKeySet();
    private final SpaceGuard space;
    private final Reclaim reclaim;
    private final BlobSweep sweep;
    private final long reserveBytes;
    private final long pendingBytes;
    private final Committer committer;
    private volatile boolean closed;

    private RocksStore(StoreConfig config, StoreDirectory directory, RocksTuning tuning, Consumer<StoreFailed> onFailure)
            throws RocksDBException {
        this.directory = directory;
        this.tuning = tuning;
        this.families = Families.open(config.apart(), tuning, directory.database());
        this.format = new WriteFormat(config.apart(), families.numberApart());
        this.space = new SpaceGuard(config.reserveBytes(), directory::usableBytes, System::nanoTime);
        this.reclaim = new Reclaim(this::reclaim, System::nanoTime);
        this.sweep = new BlobSweep(this::blobs, this::sweep, System::nanoTime);
        this.reserveBytes = config.reserveBytes();
        this.pendingBytes = config.pendingBytes();
        this.committer = new Committer(this::write, onFailure);
    }

    /** Opens the store in this directory with the defaults. */
    public static RocksStore open(Path directory, Consumer<StoreFailed> onFailure) {
        return open(StoreConfig.of(directory), onFailure);
    }

    /**
     * Opens a store, or creates it.
     *
     * @param onFailure told once when a write has failed, or what was read is damaged, and the process should stop; called on the
     *     thread that met it
     * @throws StoreInUse when somebody else has it open
     * @throws StoreFormatUnknown when another version wrote it
     * @throws StoreDamaged when a file is damaged; the message names it
     */
    public static RocksStore open(StoreConfig config, Consumer<StoreFailed> onFailure) {
        StoreDirectory directory = StoreDirectory.open(config.directory(), config.apart());
        RocksTuning tuning = null;
        try {
            WalCheck.repairTail(directory.database());
            RocksDB.loadLibrary();
            tuning = new RocksTuning(config);
            return new RocksStore(config, directory, tuning, onFailure);
        } catch (RocksDBException | IOException | RuntimeException e) {
            if (tuning != null) {
                tuning.close();
            }
            directory.close();
            throw refusal(directory, e);
        }
    }

    private static RuntimeException refusal(StoreDirectory directory, Exception e) {
        return switch (e) {
            case RocksDBException damage -> failed(damage, directory);
            case IOException unreadable -> new StoreFailed("cannot read " + directory.database(), unreadable);
            case RuntimeException known -> known;
            default -> new IllegalStateException(e);
        };
    }

    /** {@inheritDoc} Refuses a range that could have entries on both sides here, and not when it is committed: then all else would fail with it. */
    @Override
    public long submit(Batch batch, Urgency urgency) {
        for (Change.DeleteRange range : batch.ranges()) {
            families.requireOne(range.from(), range.to());
        }
        return committer.submit(batch, urgency);
    }

    @Override
    public void await(long commit) {
        committer.await(commit);
    }

    @Override
    public long durable() {
        return committer.durable();
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        return inside(() -> Optional.ofNullable(families.db().get(families.of(key), pointReads, key)));
    }

    @Override
    public Scan scan(byte[] from, byte[] to) {
        return inside(() -> {
            RocksScan scan = new RocksScan(this, families, from, to);
            scans.add(scan);
            return scan;
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>Also the place where a flood is held back: when more is pending than the disk takes in a moment, the caller waits
     * until what is pending now is on disk. Here and not in {@code submit}, because that is called under a lock.
     */
    @Override
    public void requireSpace() {
        gate.requireOpen();
        committer.requireSound();
        try {
            space.require();
        } catch (StoreFull full) {
            reclaim.request();
            throw full;
        }
        if (committer.pendingBytes() > pendingBytes) {
            committer.drain();
        }
    }

    /** Crash steps: 1 commit what waits, 2 move memory to files so that the next start has no log to replay, 3 close. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        committer.close();
        families.stopSweeping();
        gate.close();
        scans.forEach(RocksScan::release);
        try {
            flush();
        } finally {
            synced.close();
            pointReads.close();
            families.close();
            tuning.close();
            directory.close();
        }
    }

    private void flush() {
        if (committer.isSound()) {
            try {
                families.flush();
            } catch (RocksDBException e) {
                throw failed(e, directory);
            }
        }
    }

    /** On the committer's thread. */
    private void write(List<Batch> batches) {
        byte[] bytes = format.merge(batches);
        try (WriteBatch merged = new WriteBatch(bytes)) {
            families.db().write(synced, merged);
        } catch (RocksDBException e) {
            throw failed(e, directory);
        }
        space.wrote(bytes.length);
        reclaim.wrote(format.deletedRanges());
        sweep.wrote(bytes.length);
    }

    /** On a thread of its own. A write error shows at the next commit too; a store being closed needs no space. */
    private void reclaim(boolean everywhere) {
        if (!gate.tryEnter()) {
            return;
        }
        try {
            families.flush();
            if (everywhere) {
                families.suggestMerges();
            }
            sweep.whenFull();
        } catch (RocksDBException e) {
            LOG.error("cannot reclaim disk space: {}", e.getMessage());
        } finally {
            gate.leave();
        }
    }

    private BlobSweep.Blobs blobs() {
        try {
            return new BlobSweep.Blobs(families.blobBytes(), families.blobGarbage(), directory.usableBytes() - reserveBytes / 2);
        } catch (RocksDBException e) {
            throw failed(e, directory);
        }
    }

    /** On a thread of its own. */
    private void sweep(double share) {
        if (!gate.tryEnter()) {
            return;
        }
        try {
            families.sweep(share);
        } catch (RocksDBException e) {
            if (!closed) { // else it was told to end
                LOG.error("cannot sweep blob files: {}", e.getMessage());
            }
        } finally {
            gate.leave();
        }
    }

    /** Runs native code that must not meet a closed database. */
    <T> T inside(Native<T> call) {
        gate.enter();
        try {
            committer.requireSound();
            return call.run();
        } catch (RocksDBException e) {
            StoreFailed failure = failed(e, directory);
            committer.fail(failure);
            throw failure;
        } finally {
            gate.leave();
        }
    }

    /** Once the gate is closed the store has released the scan, or is about to. */
    void release(RocksScan scan) {
        if (gate.tryEnter()) {
            try {
                scan.release();
                scans.remove(scan);
            } finally {
                gate.leave();
            }
        }
    }

    /** RocksDB names a damaged table, but not the file of a damaged value beside the tables. */
    static StoreFailed failed(RocksDBException e, StoreDirectory directory) {
        boolean damage = e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption;
        if (!damage) {
            return new StoreFailed(e.getMessage(), e);
        }
        boolean named = e.getMessage().contains(directory.database().toString());
        return new StoreDamaged(e.getMessage() + (named ? "" : " (in " + directory.database() + ")"), e);
    }

    /** A call into RocksDB. */
    @FunctionalInterface
    interface Native<T> {
        T run() throws RocksDBException;
    }
}

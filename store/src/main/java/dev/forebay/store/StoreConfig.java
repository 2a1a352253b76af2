package dev.forebay.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a store lives and how much it may take. The defaults fit a small machine, and shrink with a small volume.
 *
 * @param directory     created when absent; holds {@code forebay.lock}, {@code format} and {@code db/}
 * @param memtableBytes size at which what was written last moves from memory to a file; up to {@value #MEMTABLES} such
 *                      tables may exist while files are being written, and the log is about as large as they are
 * @param cacheBytes    limit of the cache of blocks read from files
 * @param reserveBytes  free disk below which nothing is taken in, see {@link Store#requireSpace}
 * @param pendingBytes  bytes submitted but not yet durable above which {@link Store#requireSpace} waits
 * @param apart         which entries lie in a family of their own; the same for all the life of a store
 */
public record StoreConfig(Path directory, long memtableBytes, long cacheBytes, long reserveBytes, long pendingBytes, Apart apart) {
    static final int MEMTABLES = 3;

    private static final long MIB = 1L << 20;
    private static final long LARGEST_MEMTABLE = 32 * MIB;
    private static final long SMALLEST_MEMTABLE = 2 * MIB;
    private static final long CACHE = 64 * MIB;

    /** A volume must hold many memtables: so many files are around while a compaction writes their successors. */
    private static final int MEMTABLES_IN_A_VOLUME = 32;

    /**
     * Logs of all memtables (3, preallocated by a tenth more), their flush (3), and a compaction that writes level 1 anew
     * (4) before it may drop the old one; rounded up. Deleting must stay possible in what is left.
     */
    private static final int MEMTABLES_IN_THE_RESERVE = 12;

    public StoreConfig {
        requirePositive("memtableBytes", memtableBytes);
        requirePositive("cacheBytes", cacheBytes);
        requirePositive("pendingBytes", pendingBytes);
        if (reserveBytes < 0) {
            throw new IllegalArgumentException("reserveBytes must not be negative: " + reserveBytes);
        }
    }

    /** The defaults for the volume on which the directory is or will be. */
    public static StoreConfig of(Path directory) {
        long memtable = memtableFor(volumeBytes(directory));
        return new StoreConfig(directory, memtable, CACHE, MEMTABLES_IN_THE_RESERVE * memtable, memtable, Apart.NONE);
    }

    static long memtableFor(long volumeBytes) {
        return Math.clamp(volumeBytes / MEMTABLES_IN_A_VOLUME, SMALLEST_MEMTABLE, LARGEST_MEMTABLE);
    }

    public StoreConfig withMemtableBytes(long bytes) {
        return new StoreConfig(directory, bytes, cacheBytes, reserveBytes, pendingBytes, apart);
    }

    public StoreConfig withReserveBytes(long bytes) {
        return new StoreConfig(directory, memtableBytes, cacheBytes, bytes, pendingBytes, apart);
    }

    public StoreConfig withApart(Apart entries) {
        return new StoreConfig(directory, memtableBytes, cacheBytes, reserveBytes, pendingBytes, entries);
    }

    /** The whole volume, in bytes; unlimited where the file system does not say. */
    private static long volumeBytes(Path directory) {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            FileStore volume = Files.getFileStore(existing);
            long bytes = volume.getTotalSpace();
            return bytes <= 0 ? Long.MAX_VALUE : bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look up the volume of " + existing, e);
        }
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}

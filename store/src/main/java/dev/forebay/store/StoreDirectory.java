package dev.forebay.store;

import dev.forebay.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;

/**
 * The directory of a store, held by one process at a time.
 *
 * <pre>
 *   forebay.lock   locked while open; its text is the process id of the last holder
 *   format         "forebay-store 2", and what lies apart: written before db/ exists
 *   db/            RocksDB's files
 * </pre>
 */
final class StoreDirectory implements AutoCloseable {
    static final String FORMAT = "forebay-store 2";

    private final Path directory;
    private final FileChannel lockFile;

    private StoreDirectory(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /**
     * Creates what is missing and takes the lock.
     *
     * @throws StoreInUse when somebody else holds it
     * @throws StoreFormatUnknown when another version wrote it
     */
    static StoreDirectory open(Path directory, Apart apart) {
        return open(directory, found -> found.equals(FORMAT + apart.text()), FORMAT + apart.text());
    }

    /** Whatever lies apart in it. */
    static StoreDirectory open(Path directory) {
        return open(directory, found -> found.equals(FORMAT) || found.startsWith(FORMAT + Apart.SEPARATOR), FORMAT);
    }

    private static StoreDirectory open(Path directory, Predicate<String> known, String format) {
        try {
            create(directory);
            StoreDirectory opened = new StoreDirectory(directory, lock(directory));
            try {
                opened.checkFormat(known, format);
            } catch (IOException | RuntimeException e) {
                opened.close();
                throw e;
            }
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the store in " + directory, e);
        }
    }

    Path database() {
        return directory.resolve("db");
    }

    /** Bytes that this process may still write to the volume. */
    long usableBytes() {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new StoreFailed("cannot look up the free space of " + directory, e);
        }
    }

    /** Gives the lock back. The file stays: removing it would race with the next holder. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the lock in " + directory, e);
        }
    }

    /** A directory survives a power cut once its parent has been synced. */
    private static void create(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        Path parent = absolute.getParent();
        if (parent != null) {
            create(parent);
        }
        Files.createDirectories(absolute);
        if (parent != null) {
            WholeFile.sync(parent);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        Path file = directory.resolve("forebay.lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = tryLock(channel);
            if (!locked) {
                throw new StoreInUse(directory, holder(file));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process
        }
    }

    private static String holder(Path file) throws IOException {
        String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "another process" : "process " + pid;
    }

    /** Crash steps: 1 write the file format, whole and on disk; only then db/ may come to be. */
    private void checkFormat(Predicate<String> known, String format) throws IOException {
        Path file = directory.resolve("format");
        if (Files.exists(file)) {
            String found = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (!known.test(found)) {
                throw new StoreFormatUnknown(file, found, format);
            }
            return;
        }
        if (Files.exists(database())) {
            throw new StoreDamaged("the file " + file + " is missing beside " + database(), null);
        }
        WholeFile.write(file, directory.resolve("format.new"), (format + "\n").getBytes(StandardCharsets.UTF_8));
    }
}

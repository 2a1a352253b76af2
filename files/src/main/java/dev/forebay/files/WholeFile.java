package dev.forebay.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes a file that is there whole or not at all, or makes it anew: then it is the old one until it is the new one. The steps:
 *
 * <ol>
 *   <li>The content is written beside, under another name in the same directory, and synced.
 *   <li>That takes the file's name.
 *   <li>The directory is synced: what is here when this returns is here after a power cut.
 * </ol>
 *
 * A crash before 2 leaves what is beside; the next writing under that name begins by removing it. Not for two threads at one name.
 */
public final class WholeFile {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private WholeFile() {}

    /**
     * Writes a file that others may read as far as the process's umask lets them.
     *
     * @param beside what it is called until it is whole
     * @throws IOException when it could not be: then nothing is beside, and the file is as it was, or whole and perhaps not on disk
     */
    public static void write(Path file, Path beside, byte[] content) throws IOException {
        write(file, beside, content, new FileAttribute<?>[0]);
    }

    /** The same for a file that holds a secret: only its owner may ever have read it, where the file system knows owners. */
    public static void writePrivate(Path file, Path beside, byte[] content) throws IOException {
        write(file, beside, content, isPosix(beside) ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0]);
    }

    private static boolean isPosix(Path file) throws IOException {
        return Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView(PosixFileAttributeView.class);
    }

    private static void write(Path file, Path beside, byte[] content, FileAttribute<?>[] attributes) throws IOException {
        Files.deleteIfExists(beside);
        try {
            try (FileChannel out = FileChannel.open(beside, NEW, attributes)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            rename(beside, file);
        } catch (IOException failed) {
            Files.deleteIfExists(beside);
            throw failed;
        }
    }

    /** Steps 2 and 3, for what is beside and synced already. */
    public static void rename(Path beside, Path file) throws IOException {
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        sync(file.toAbsolutePath().getParent());
    }

    /** Brings a directory's entries to the disk. */
    public static void sync(Path directory) throws IOException {
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}

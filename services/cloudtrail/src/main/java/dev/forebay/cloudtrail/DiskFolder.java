package dev.forebay.cloudtrail;

import dev.forebay.files.WholeFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files on disk. A file is written under a name with a dot before it, synced, and given its own name; then the directory is synced. What
 * lies under a name with a dot was not finished, and is written over.
 */
final class DiskFolder implements Folder {

    /** {@code AWSLogs/account/kind/region/yyyy/MM/dd}. */
    private static final int DAY_DEPTH = 7;

    private final Path root;

    DiskFolder(Path root) {
        this.root = root;
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
        Path file = root.resolve(path);
        makeDirectories(file.getParent());
        WholeFile.write(file, file.resolveSibling("." + file.getFileName()), content);
    }

    /** New directories are entries of their parents, which must be on disk too. */
    private static void makeDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            makeDirectories(directory.getParent());
            Files.createDirectory(directory);
            WholeFile.sync(directory.getParent());
        }
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        Path file = root.resolve(path);
        return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /** The oldest first, and a digest before its signature: whoever reads meanwhile finds whole what is left. */
    @Override
    public void removeBefore(String kind, LocalDate day) throws IOException {
        Path logs = root.resolve("AWSLogs");
        if (!Files.isDirectory(logs)) {
            return;
        }
        for (Path old : list(logs, kind, day)) {
            try (Stream<Path> files = Files.list(old)) {
                for (Path file : files.sorted().toList()) {
                    Files.delete(file);
                }
            }
            removeEmpty(old, logs);
        }
    }

    private List<Path> list(Path logs, String kind, LocalDate day) throws IOException {
        try (Stream<Path> all = Files.find(logs, DAY_DEPTH - 1, (path, attributes) -> attributes.isDirectory())) {
            return all.filter(path -> isBefore(root.relativize(path), kind, day)).sorted().toList();
        }
    }

    private static boolean isBefore(Path path, String kind, LocalDate day) {
        return path.getNameCount() == DAY_DEPTH && path.getName(2).toString().equals(kind)
                && path.subpath(4, DAY_DEPTH).toString().compareTo(EventTime.DAY.format(day)) < 0;
    }

    private static void removeEmpty(Path directory, Path top) throws IOException {
        try {
            for (Path empty = directory; !empty.equals(top); empty = empty.getParent()) {
                Files.delete(empty);
            }
        } catch (DirectoryNotEmptyException e) {
            // Younger days are in it.
            return;
        }
    }
}

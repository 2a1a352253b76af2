package dev.forebay.couriers;

import dev.forebay.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * An outbox's entries as files in a directory, readable to the server's user alone. A file appears whole or not at all; a crash
 * may leave one with a temporary name, which the next opening removes.
 *
 * <p>The lock guards the names; files are written and removed without it.
 */
final class OutboxFiles implements OutboxShelf {
    private static final String TEMPORARY = ".forebay-outbox-";

    private final Path directory;
    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final OutboxName names = new OutboxName();
    private final TreeSet<String> entries = new TreeSet<>();

    private OutboxFiles(Path directory, int limit) {
        this.directory = directory;
        this.limit = limit;
    }

    static OutboxFiles open(Path directory, int limit) throws IOException {
        OutboxFiles files = new OutboxFiles(directory, limit);
        Files.createDirectories(directory);
        try (Stream<Path> found = Files.list(directory)) {
            for (Path file : (Iterable<Path>) found::iterator) {
                String name = file.getFileName().toString();
                if (OutboxName.isName(name)) {
                    files.entries.add(name);
                } else if (name.startsWith(TEMPORARY)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        if (!files.entries.isEmpty()) {
            files.names.continueAfter(files.entries.last());
        }
        files.remove(files.tooMany());
        return files;
    }

    @Override
    public String put(String suffix, long now, byte[] content) throws IOException {
        String name = newName(suffix, now);
        WholeFile.writePrivate(directory.resolve(name), directory.resolve(TEMPORARY + name), content);
        remove(added(name));
        return name;
    }

    private String newName(String suffix, long now) {
        lock.lock();
        try {
            return names.next(suffix, now);
        } finally {
            lock.unlock();
        }
    }

    private List<String> added(String name) {
        lock.lock();
        try {
            entries.add(name);
            return tooMany();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the oldest names off the list. */
    private List<String> tooMany() {
        List<String> oldest = new ArrayList<>();
        while (entries.size() > limit) {
            oldest.add(entries.pollFirst());
        }
        return oldest;
    }

    /** What cannot be removed now is no reason to call the newest entry lost: it goes when next opened. */
    private void remove(List<String> oldest) {
        for (String name : oldest) {
            directory.resolve(name).toFile().delete();
        }
    }

    @Override
    public List<String> newestFirst() {
        lock.lock();
        try {
            return List.copyOf(entries.descendingSet());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(directory.resolve(name)));
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
    }
}

package dev.forebay.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for bytes in all files of a directory, as somebody would who found the disk. */
public final class DiskSearch {
    private final Path directory;

    public DiskSearch(Path directory) {
        this.directory = directory;
    }

    /** Of these texts, those that are to be read somewhere. */
    public List<String> readable(List<String> texts) {
        return texts.stream().filter(text -> finds(text.getBytes(StandardCharsets.UTF_8))).toList();
    }

    /** Whether some file has these bytes. */
    public boolean finds(byte[] wanted) {
        String needle = new String(wanted, StandardCharsets.ISO_8859_1);
        return files().stream().anyMatch(file -> content(file).contains(needle));
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(directory)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.forebay.compat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The file that all processes of a test append to, a line an event: {@code worker EVENT shard …}. A line is one write in append
 * mode, so the order of lines is the order of events even between processes, and a killed process loses none.
 *
 * Any thread may write. Not a {@code FileChannel}: the KCL interrupts its threads, which would close it.
 */
final class Journal implements AutoCloseable {
    private final FileOutputStream file;
    private final String writer;

    Journal(Path path, String writer) throws IOException {
        this.file = new FileOutputStream(path.toFile(), true);
        this.writer = writer;
    }

    void write(String event, String... details) {
        String line = writer + " " + event + (details.length == 0 ? "" : " " + String.join(" ", details)) + "\n";
        try {
            file.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package dev.forebay.cloudtrail;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;

/** Files in memory, and a disk that fails, or a process that ends, at a chosen write: before it or after it. */
final class StepFolder implements Folder {

    final TreeMap<String, byte[]> files = new TreeMap<>();
    private int left = Integer.MAX_VALUE;
    private boolean applied;
    private boolean full;

    /** The process ends at this write: 0 is the next one. */
    void crashAt(int write, boolean afterIt) {
        left = write;
        applied = afterIt;
    }

    /** Whether nothing can be written. */
    void full(boolean now) {
        full = now;
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
        if (full) {
            throw new IOException("no space left on device");
        }
        if (left-- > 0) {
            files.put(path, content);
            return;
        }
        left = Integer.MAX_VALUE;
        if (applied) {
            files.put(path, content);
        }
        throw new Ended();
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public void removeBefore(String kind, LocalDate day) {
        files.keySet().removeIf(path -> path.contains("/" + kind + "/") && path.split("/").length == 8
                && String.join("/", path.split("/")[4], path.split("/")[5], path.split("/")[6]).compareTo(day.toString().replace('-', '/')) < 0);
    }

    /** The process is gone. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}

package dev.forebay.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through all logs before RocksDB replays them. Only the newest may end within a commit: the one that was being
 * written when the process or the power went.
 */
final class WalCheck {
    private static final Logger LOG = LoggerFactory.getLogger(WalCheck.class);
    private static final String SUFFIX = ".log";

    private WalCheck() {}

    /**
     * Checks, and cuts an unfinished commit off the newest log. Cutting is ours to do, not RocksDB's: were the process
     * killed between replaying the log and removing it, this log would no longer be the newest, and its end would look
     * like damage.
     *
     * @throws StoreDamaged naming the first damaged log
     */
    static void repairTail(Path database) throws IOException {
        List<Path> logs = logs(database);
        for (Path log : logs) {
            boolean newest = log.equals(logs.getLast());
            if (check(log, newest) instanceof WalFile.End.CutShort end) {
                cut(log, end.at());
            }
        }
    }

    /** Checks and changes nothing. */
    static void check(Path database) throws IOException {
        List<Path> logs = logs(database);
        for (Path log : logs) {
            check(log, log.equals(logs.getLast()));
        }
    }

    private static WalFile.End check(Path log, boolean mayBeCutShort) throws IOException {
        WalFile.End end;
        try (WalFile file = new WalFile(log)) {
            end = file.end();
        }
        if (end instanceof WalFile.End.Damaged damage) {
            throw new StoreDamaged("the log " + log + " is damaged at byte " + damage.at() + ": " + damage.what(), null);
        }
        if (end instanceof WalFile.End.CutShort cut && !mayBeCutShort) {
            throw new StoreDamaged("the log " + log + " is damaged: it ends within a commit, at byte " + cut.at()
                    + ", and another log follows it", null);
        }
        return end;
    }

    private static void cut(Path log, long at) throws IOException {
        long size = Files.size(log);
        LOG.warn("The last commit in {} was not finished and never acknowledged; dropping its {} bytes", log, size - at);
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
            file.truncate(at);
            file.force(true);
        }
    }

    /** Oldest first: their names are numbers. */
    private static List<Path> logs(Path database) throws IOException {
        if (!Files.isDirectory(database)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(database)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+\\.log"))
                    .sorted(Comparator.comparingLong(WalCheck::number))
                    .toList();
        }
    }

    private static long number(Path log) {
        String name = log.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }
}

package dev.forebay.cloudtrail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is recorded, and where.
 *
 * @param log       which calls
 * @param folder    where files go; empty for none, and then data events go nowhere
 * @param fileEvery how long events wait for a file
 * @param fileBytes from how many bytes of events on a file is full
 * @param keepDays  how long files are kept; 0 for ever
 * @param history   how many events of each account and region LookupEvents tells of at most; the oldest go first
 */
public record CloudTrailConfig(Log log, Optional<Path> folder, Duration fileEvery, int fileBytes, int keepDays, long history) {

    /** Which calls are recorded. */
    public enum Log {
        /** None. */
        OFF,
        /** Those that change or show resources. */
        MANAGEMENT,
        /** Those that work on what is in them, too. */
        ALL
    }

    private static final int DEFAULT_FILE_BYTES = 16 * 1024 * 1024;
    private static final long HISTORY_ON_DISK = 1_000_000;

    /** Rows are in the heap. */
    private static final long HISTORY_IN_MEMORY = 10_000;

    public CloudTrailConfig {
        if (fileEvery.toMillis() < 1 || fileBytes < 1 || keepDays < 0 || history < 1) {
            throw new IllegalArgumentException("a time, a size and a count must be positive, days not negative");
        }
    }

    /** Management events, for LookupEvents only. */
    public static CloudTrailConfig defaults() {
        return new CloudTrailConfig(Log.MANAGEMENT, Optional.empty(), Duration.ofMinutes(5), DEFAULT_FILE_BYTES, 0, HISTORY_IN_MEMORY);
    }

    /** The same, in files too, as AWS delivers them: every five minutes. */
    public CloudTrailConfig inFolder(Path directory) {
        return new CloudTrailConfig(log, Optional.of(directory), fileEvery, fileBytes, keepDays, HISTORY_ON_DISK);
    }

    /** The same, recording other calls. */
    public CloudTrailConfig with(Log other) {
        return new CloudTrailConfig(other, folder, fileEvery, fileBytes, keepDays, history);
    }

    /** The same with other files. */
    public CloudTrailConfig withFiles(Duration every, int bytes, int days) {
        return new CloudTrailConfig(log, folder, every, bytes, days, history);
    }

    /** The same with a history of another length. */
    public CloudTrailConfig withHistory(long events) {
        return new CloudTrailConfig(log, folder, fileEvery, fileBytes, keepDays, events);
    }

    boolean records(boolean isData) {
        return isData ? log == Log.ALL && folder.isPresent() : log != Log.OFF;
    }
}

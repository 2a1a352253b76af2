package dev.forebay.server;

import dev.forebay.cloudtrail.CloudTrailConfig;
import dev.forebay.cloudtrail.CloudTrailConfig.Log;
import java.time.Duration;

/** Reads what is to be recorded of calls. */
final class CloudTrailReader {
    private static final int MAX_MINUTES = 24 * 60;
    private static final int MAX_DAYS = 36_500;

    /** A file is made in memory. */
    private static final int MAX_BYTES = 256 * 1024 * 1024;

    private final Settings settings;

    CloudTrailReader(Settings settings) {
        this.settings = settings;
    }

    CloudTrailConfig read() {
        return CloudTrailConfig.defaults().with(log()).withFiles(
                Duration.ofMinutes(settings.number(Key.CLOUDTRAIL_FILE_MINUTES, 1, MAX_MINUTES)),
                (int) settings.number(Key.CLOUDTRAIL_FILE_BYTES, 1, MAX_BYTES),
                (int) settings.number(Key.CLOUDTRAIL_KEEP_DAYS, 0, MAX_DAYS));
    }

    private Log log() {
        return switch (settings.text(Key.CLOUDTRAIL_LOG).orElse("")) {
            case "off" -> Log.OFF;
            case "management" -> Log.MANAGEMENT;
            case "all" -> all();
            default -> throw settings.refused(Key.CLOUDTRAIL_LOG, "is not off, management or all");
        };
    }

    /** Whoever asks for data events believes that they will be in files. */
    private Log all() {
        if (settings.isOn(Key.IN_MEMORY)) {
            throw settings.refused(Key.CLOUDTRAIL_LOG, "needs log files, and there are none with in-memory");
        }
        return Log.ALL;
    }
}

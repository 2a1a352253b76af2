package dev.forebay.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections the process can have open: each is a file to the system, and a store that cannot open another file
 * fails for good. So clients never get the last ones. Stateless.
 */
final class OpenFiles {

    /** The store opens up to 512, the rest is for jars, logs and what serves beside. */
    private static final int KEPT = 1024;

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern SOFT = Pattern.compile("(?m)^Max open files +(\\d{1,9}) ");
    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    private OpenFiles() {}

    /** As many connections as are wanted, or as fit under the limit of this process; where that is not told, as are wanted. */
    static int connections(int wanted) {
        try {
            int fitting = Files.exists(LIMITS) ? fitting(wanted, Files.readString(LIMITS)) : wanted;
            if (fitting < wanted / 2) {
                LOG.warn("At most {} connections are taken, not {}: this process may not open more files (ulimit -n)", fitting, wanted);
            }
            return fitting;
        } catch (IOException untold) {
            LOG.debug("no limit on open files is told", untold);
            return wanted;
        }
    }

    /** {@code limits}: as Linux writes them. */
    static int fitting(int wanted, String limits) {
        Matcher soft = SOFT.matcher(limits);
        if (!soft.find()) {
            return wanted;
        }
        int files = Integer.parseInt(soft.group(1));
        return Math.max(1, Math.min(wanted, Math.max(files - KEPT, files / 2)));
    }
}

package dev.forebay.cloudtrail;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Timers;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the trail: brings what was recorded into them, every few minutes and when a file is full, and removes those that are too
 * old. One round at a time, on a timer's thread, under a lock that nobody else ever wants. What could not be written stays in the store
 * and is tried again in the next round.
 */
final class Trail {

    private static final Logger LOG = LoggerFactory.getLogger(Trail.class);

    private final Journals journals;
    private final CloudTrailConfig config;
    private final Clock clock;
    private final Timers timers;
    private final Folder folder;
    private final LogWriter logs;
    private final DigestWriter digests;
    private final ReentrantLock round = new ReentrantLock();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private LocalDate cleaned = LocalDate.MIN;
    private boolean failing;
    private volatile boolean stopped;

    Trail(Journals journals, CloudTrailConfig config, Clock clock, Timers timers, Parts parts) {
        this.journals = journals;
        this.config = config;
        this.clock = clock;
        this.timers = timers;
        folder = parts.folder;
        logs = parts.logs;
        digests = parts.digests;
    }

    /** Goes on where a crash or a stop left off, then keeps time. */
    void start() {
        wantFile();
        tick();
    }

    private void tick() {
        timers.at(clock.millis() + config.fileEvery().toMillis(), () -> {
            if (stopped) {
                return;
            }
            try {
                work();
            } finally {
                tick();
            }
        });
    }

    /** A round soon: a file is full. Any number of calls before it begins are one. */
    void wantFile() {
        if (wanted.compareAndSet(false, true)) {
            timers.soon(this::work);
        }
    }

    /** Nothing begins after this; what is under way is through, or goes on at the next start. */
    void stop() {
        stopped = true;
        round.lock();
        round.unlock();
    }

    private void work() {
        round.lock();
        try {
            wanted.set(false);
            for (Journal journal : journals.all()) {
                if (!stopped) {
                    logs.write(journal);
                    digests.write(journal);
                }
            }
            clean();
            failing = false;
        } catch (IOException e) {
            tell(e);
        } finally {
            round.unlock();
        }
    }

    /** Once, not every few minutes. */
    private void tell(IOException e) {
        if (!failing) {
            LOG.error("the trail's files cannot be written; what was recorded stays in the store until they can", e);
        }
        failing = true;
    }

    /** Logs are kept a day longer than digests, so that no digest tells of one that is gone. */
    private void clean() throws IOException {
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(clock.millis()), ZoneOffset.UTC);
        if (config.keepDays() == 0 || today.equals(cleaned)) {
            return;
        }
        LocalDate first = today.minusDays(config.keepDays());
        folder.removeBefore(FileNames.DIGESTS, first);
        folder.removeBefore(FileNames.LOGS, first.minusDays(1));
        cleaned = today;
    }

    /** What a round is made of. */
    record Parts(Folder folder, LogWriter logs, DigestWriter digests) {}
}

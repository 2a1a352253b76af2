package dev.forebay.cloudtrail;

import dev.forebay.runtime.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Brings a place's events into log files, each event into one. Used by one thread at a time. The steps, a crash between any two of
 * which is made good by going on from what the course says:
 *
 * <ol>
 *   <li>Read durable events after those in files, until a file is full.
 *   <li>Commit the plan: the file's path, and the numbers up to which it will have events.
 *   <li>Write the file, sync it, rename it, sync its directory ({@link DiskFolder}). After a crash it is made again of the same
 *       rows, byte for byte, under the same name.
 *   <li>Commit that it is finished: the numbers, its hash for the digest, and the removal of data events, which nobody else needs.
 *       From here on the file is never touched again.
 * </ol>
 */
final class LogWriter {

    /** Rows read at a time. */
    private static final int PIECE = 500;

    private static final byte[] HEAD = "{\"Records\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TAIL = "]}".getBytes(StandardCharsets.UTF_8);

    private final Folder folder;
    private final Clock clock;
    private final RandomGenerator random;
    private final int fileBytes;

    LogWriter(Folder folder, Clock clock, RandomGenerator random, int fileBytes) {
        this.folder = folder;
        this.clock = clock;
        this.random = random;
        this.fileBytes = fileBytes;
    }

    /** Writes files until all events that are durable now are in one. */
    void write(Journal journal) throws IOException {
        Course.Until target = new Course.Until(journal.events().newest(), journal.data().newest());
        journal.submit(changes -> {
            journal.events().takeFresh();
            journal.data().takeFresh();
            return null;
        });
        boolean more = true;
        while (more) {
            more = writeOne(journal, target);
        }
    }

    private boolean writeOne(Journal journal, Course.Until target) throws IOException {
        Draft draft = draft(journal, journal.course().plan().map(Course.Plan::until).orElse(target));
        if (draft.isEmpty()) {
            return false;
        }
        Course.Plan plan = journal.course().plan().orElseGet(() -> plan(journal, draft.until));
        byte[] content = draft.content();
        folder.write(plan.path(), Gzip.pack(content));
        Course finished = journal.course().filed();
        journal.moveTo(finished, changes -> {
            journal.put(finished.files(), new LogFile(plan.path(), Gzip.hash(content), draft.oldest, draft.newest), changes);
            journal.data().removeUntil(finished.until().data(), changes);
        });
        return true;
    }

    private Course.Plan plan(Journal journal, Course.Until until) {
        long now = clock.millis();
        Course.Plan plan = new Course.Plan(FileNames.log(journal.place(), now, random), now, until);
        journal.moveTo(journal.course().planned(plan), changes -> {});
        return plan;
    }

    private Draft draft(Journal journal, Course.Until limit) {
        Course.Until done = journal.course().until();
        // A plan was full when it was made: it is followed to its end.
        int most = journal.course().plan().isPresent() ? Integer.MAX_VALUE : fileBytes;
        Draft draft = new Draft(done);
        long events = draft.take(journal.events(), done.events(), limit.events(), most);
        draft.until = new Course.Until(events, done.data());
        draft.until = new Course.Until(events, draft.take(journal.data(), done.data(), limit.data(), most));
        return draft;
    }

    /** A file that grows. */
    private static final class Draft {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);
        private Course.Until until;
        private long oldest = Long.MAX_VALUE;
        private long newest;

        private Draft(Course.Until until) {
            this.until = until;
            out.writeBytes(HEAD);
        }

        private boolean isEmpty() {
            return newest == 0;
        }

        /** Takes events of a series in until the file is full; returns the number of the last. */
        private long take(Series series, long done, long limit, int most) {
            long last = done;
            while (last < limit && hasRoom(most)) {
                List<Series.Numbered> piece = series.from(last + 1, (int) Math.min(PIECE, limit - last));
                for (Series.Numbered one : piece) {
                    if (hasRoom(most)) {
                        add(one.event());
                        last = one.number();
                    }
                }
                if (piece.isEmpty()) {
                    break; // What follows is not durable yet, and comes next time.
                }
            }
            return last;
        }

        /** One event is in every file, however small a file is to be. */
        private boolean hasRoom(int most) {
            return isEmpty() || out.size() < most;
        }

        private void add(Event event) {
            if (!isEmpty()) {
                out.write(',');
            }
            out.writeBytes(event.json().getBytes(StandardCharsets.UTF_8));
            oldest = Math.min(oldest, event.millis());
            newest = Math.max(newest, event.millis());
        }

        private byte[] content() {
            out.writeBytes(TAIL);
            return out.toByteArray();
        }
    }
}

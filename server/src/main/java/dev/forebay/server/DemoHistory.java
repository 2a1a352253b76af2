package dev.forebay.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Remembers what paces and the curve are made of. For one thread. */
final class DemoHistory {

    /** Time between two entries of the past. */
    static final Duration STEP = Duration.ofMillis(500);

    private static final Duration PACE_OVER = Duration.ofSeconds(1);

    private final Deque<Count> recent = new ArrayDeque<>();
    private final List<Moment> past = new ArrayList<>();

    /**
     * Takes down the counts of a moment; moments come in order.
     *
     * @param entered all that has come in so far
     * @param left    all of it that has been worked off
     * @param queued  what the curve shows
     */
    void add(int act, Duration elapsed, int entered, int left, int queued) {
        recent.addLast(new Count(elapsed, entered, left));
        while (recent.getFirst().at().plus(PACE_OVER).compareTo(elapsed) < 0) {
            recent.removeFirst();
        }
        while (past.size() <= elapsed.dividedBy(STEP)) {
            past.add(new Moment(queued, act));
        }
    }

    /** What came in within the last second. */
    int paceIn() {
        return recent.getLast().entered() - recent.getFirst().entered();
    }

    /** What was worked off within the last second. */
    int paceOut() {
        return recent.getLast().left() - recent.getFirst().left();
    }

    List<Moment> past() {
        return List.copyOf(past);
    }

    private record Count(Duration at, int entered, int left) {}

    /**
     * An entry of the past.
     *
     * @param queued how full the queue was
     * @param act    number of the act that was being told
     */
    record Moment(int queued, int act) {}
}

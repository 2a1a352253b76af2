package dev.forebay.server;

import dev.forebay.server.DemoQueues.Depth;
import dev.forebay.server.DemoState.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Remembers what paces and the curve are made of. For one thread. */
final class DemoHistory {
    private static final Duration PACE_OVER = Duration.ofSeconds(1);

    private final Deque<Count> recent = new ArrayDeque<>();
    private final List<Moment> past = new ArrayList<>();

    /** Takes down the counts of a moment; moments come in order. */
    void add(DemoAct act, Duration elapsed, int placed, int written, Depth depth) {
        recent.addLast(new Count(elapsed, placed, written));
        while (recent.getFirst().at().plus(PACE_OVER).compareTo(elapsed) < 0) {
            recent.removeFirst();
        }
        while (past.size() <= elapsed.dividedBy(DemoState.STEP)) {
            past.add(new Moment(depth.waiting() + depth.inFlight(), act.number()));
        }
    }

    /** Orders placed within the last second. */
    int placedPace() {
        return recent.getLast().placed() - recent.getFirst().placed();
    }

    /** Orders written within the last second. */
    int writtenPace() {
        return recent.getLast().written() - recent.getFirst().written();
    }

    List<Moment> past() {
        return List.copyOf(past);
    }

    private record Count(Duration at, int placed, int written) {}
}

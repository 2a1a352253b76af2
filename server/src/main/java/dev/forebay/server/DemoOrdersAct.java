package dev.forebay.server;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The acts of the orders' story, each with the two lines that a spectator reads. */
enum DemoOrdersAct {
    RUSH(plan -> List.of(
            "The sale opens: %,d orders in %s seconds.".formatted(plan.orders(), seconds(plan.rush())),
            "The database manages %d a second and would drown. The queue takes them all.".formatted(plan.databasePace()))),
    PACE(plan -> List.of(
            "The rush is over. The shop is done; the orders wait in the queue.",
            "%d consumers fetch, write and delete them, at the database's own pace.".formatted(plan.consumers()))),
    CRASH(plan -> List.of(
            "Consumer %d crashes with %d orders in its hands.".formatted(DemoOrdersStory.CRASHING, DemoOrdersQueues.BATCH),
            "It never deleted them, so the queue only hides them: in %d s they are back.".formatted(plan.visibility().toSeconds()))),
    RETURN(plan -> List.of(
            "Its %d orders came back, and the others have written them.".formatted(DemoOrdersQueues.BATCH),
            "%d were written already; the database knew their numbers and took none twice."
                    .formatted(DemoConsumer.WRITES_BEFORE_CRASH))),
    DEAD_LETTERS(plan -> List.of(
            "%d orders say 12,50 where the code wants 12.50: it fails on them each time.".formatted(plan.faulty()),
            "After %d failures the queue sets each aside as a dead letter; the rest go on.".formatted(plan.attempts()))),
    REDRIVE(plan -> List.of(
            "The bug is fixed, and the dead letters are sent back (StartMessageMoveTask).",
            "The %d orders return to the queue they came from, and now they are written.".formatted(plan.faulty())));

    private final Function<DemoOrdersPlan, List<String>> caption;

    DemoOrdersAct(Function<DemoOrdersPlan, List<String>> caption) {
        this.caption = caption;
    }

    List<String> caption(DemoOrdersPlan plan) {
        return caption.apply(plan);
    }

    /** From 1. */
    int number() {
        return ordinal() + 1;
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}

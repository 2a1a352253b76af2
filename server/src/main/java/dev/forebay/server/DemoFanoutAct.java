package dev.forebay.server;

import java.util.List;
import java.util.function.Function;

/** The acts of the purchases' story, each with the two lines that a spectator reads. */
enum DemoFanoutAct {
    STREAM(plan -> List.of(
            "Each purchase is published once, to a topic. The shop knows no reader.",
            "Five queues subscribe, each with a filter, and get copies of what they want.")),
    FILTERS(plan -> List.of(
            "placed, cancelled and declined split the stream: they add up to the whole.",
            "fraud compares amounts as numbers; shipping wants the same as placed.")),
    DOWN(plan -> List.of(
            "The program that reads shipping is down. Its copies wait in its queue.",
            "The shop and the other queues do not notice; placed is as quick as ever.")),
    BACK(plan -> List.of(
            "It is up again and finds all that it missed, while new purchases come in.",
            "The shop closes after %,d purchases; then every queue is counted.".formatted(plan.purchases())));

    private final Function<DemoFanoutPlan, List<String>> caption;

    DemoFanoutAct(Function<DemoFanoutPlan, List<String>> caption) {
        this.caption = caption;
    }

    List<String> caption(DemoFanoutPlan plan) {
        return caption.apply(plan);
    }

    /** From 1. */
    int number() {
        return ordinal() + 1;
    }
}

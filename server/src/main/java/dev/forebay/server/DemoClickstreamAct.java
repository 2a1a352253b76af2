package dev.forebay.server;

import java.util.List;
import java.util.function.Function;

/** The acts of the clickstream's story, each with the two lines that a spectator reads. */
enum DemoClickstreamAct {
    FLOW(37, _ -> List.of(
            "Clicks flow into a stream of %d shards; the visitor decides into which one.".formatted(DemoClickstreamPlan.SHARDS),
            "Two applications read all of them. The recommender is slow: it falls behind.")),
    SPLIT(74, _ -> List.of(
            "Most visitors hit the same shard. It is split in flight (SplitShard).",
            "Both applications read it to its end, then its children: so order is kept.")),
    CATCH_UP(88, _ -> List.of(
            "The rush is over. The stream has kept what the recommender has yet to read.",
            "Three shards, three readers beside each other: it catches up.")),
    REPLAY(100, plan -> List.of(
            "The recommender took each buy for a view. That is fixed, and it is quick now.",
            "It reads all %,d from the start (TRIM_HORIZON); the dashboard goes on.".formatted(plan.clicks())));

    private final int until;
    private final Function<DemoClickstreamPlan, List<String>> caption;

    DemoClickstreamAct(int until, Function<DemoClickstreamPlan, List<String>> caption) {
        this.until = until;
        this.caption = caption;
    }

    List<String> caption(DemoClickstreamPlan plan) {
        return caption.apply(plan);
    }

    /** Percentage of all clicks that have been made when the act ends. */
    int until() {
        return until;
    }

    /** From 1. */
    int number() {
        return ordinal() + 1;
    }
}

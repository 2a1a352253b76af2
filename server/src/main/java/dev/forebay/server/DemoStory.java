package dev.forebay.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The stories that can be played. */
enum DemoStory {
    ORDERS("A queue takes a rush of orders; one of the programs that work them off crashes, and some orders fail."),
    FANOUT("A topic copies each purchase to the queues whose filters want it; the program behind one of them is down for a while."),
    CLICKSTREAM("Two applications read one stream of clicks; a hot shard is split, and one of them reads all of it again.");

    private final String meaning;

    DemoStory(String meaning) {
        this.meaning = meaning;
    }

    /** As on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }

    static DemoStory of(String word) {
        return Arrays.stream(values()).filter(story -> story.word().equals(word)).findFirst().orElseThrow(() -> {
            List<String> words = Arrays.stream(values()).map(DemoStory::word).toList();
            return new ConfigRefused("there is no story '" + word + "'; did you mean '" + Nearest.to(word, words) + "'?");
        });
    }

    /** Plays it, and takes away what it made. */
    DemoReport play(DemoServer server, DemoTheatre theatre) throws InterruptedException {
        String name = "demo-" + word() + "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        return switch (this) {
            case ORDERS -> {
                DemoOrdersPlan plan = theatre.fast() ? DemoOrdersPlan.fast() : DemoOrdersPlan.standard();
                try (DemoOrdersQueues queues = DemoOrdersQueues.create(server.sqs(), name, plan)) {
                    DemoScreen<DemoOrdersState> screen = theatre.screen(new DemoOrdersView(plan, theatre.ink()));
                    yield new DemoOrdersStory(plan, queues, screen, theatre.isOver()).play();
                }
            }
            case FANOUT -> {
                DemoFanoutPlan plan = theatre.fast() ? DemoFanoutPlan.fast() : DemoFanoutPlan.standard();
                try (DemoFanoutQueues queues = DemoFanoutQueues.create(server.sns(), server.sqs(), name)) {
                    DemoScreen<DemoFanoutState> screen = theatre.screen(new DemoFanoutView(plan, theatre.ink()));
                    yield new DemoFanoutStory(plan, queues, screen, theatre.isOver()).play();
                }
            }
            case CLICKSTREAM -> {
                DemoClickstreamPlan plan = theatre.fast() ? DemoClickstreamPlan.fast() : DemoClickstreamPlan.standard();
                try (DemoClickstream stream = DemoClickstream.create(server.kinesis(), name)) {
                    DemoScreen<DemoClickstreamState> screen = theatre.screen(new DemoClickstreamView(plan, theatre.ink()));
                    yield new DemoClickstreamStory(plan, stream, screen, theatre.isOver()).play();
                }
            }
        };
    }
}

package dev.forebay.server;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The site whose visitors click, evenly spread over each act. One thread clicks at a time; any thread may ask. */
final class DemoClickSite {
    private final DemoClickstreamPlan plan;
    private final DemoClickstream stream;
    private final Map<String, Integer> ofShard = new ConcurrentHashMap<>();
    private volatile int clicks;

    DemoClickSite(DemoClickstreamPlan plan, DemoClickstream stream) {
        this.plan = plan;
        this.stream = stream;
    }

    /** Makes the clicks of an act. */
    void click(DemoClickstreamAct act) throws InterruptedException {
        long begin = System.nanoTime();
        int before = clicks;
        int last = plan.last(act);
        for (int number = before + 1; number <= last; number++) {
            long due = begin + plan.act().toNanos() * (number - before) / (last - before);
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            ofShard.merge(stream.put(DemoClick.of(number)), 1, Integer::sum);
            clicks = number;
        }
    }

    /** Clicks that the stream has acknowledged; the first of them have the lowest numbers. */
    int clicks() {
        return clicks;
    }

    /** How many of them each shard took. */
    Map<String, Integer> ofShard() {
        return Map.copyOf(ofShard);
    }

    /** The shard that took the most. */
    String hottest() {
        return ofShard.entrySet().stream().max(Comparator.comparing(Map.Entry::getValue)).orElseThrow().getKey();
    }
}

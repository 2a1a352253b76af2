package dev.forebay.server;

import dev.forebay.server.DemoClickApplication.Standing;
import dev.forebay.server.DemoClickTally.Count;
import dev.forebay.server.DemoClickstreamState.Lane;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the clickstream's story ended.
 *
 * @param clicks      that the stream acknowledged
 * @param shards      what each of them took
 * @param dashboard   at the end
 * @param recommender at the end, having started over
 * @param before      the recommender before it started over
 * @param meanwhile   clicks that the dashboard counted while the recommender read all of them again
 * @param worst       the furthest that the recommender fell behind
 */
record DemoClickstreamReport(DemoClickstreamPlan plan, int clicks, List<Lane> shards, Standing dashboard, Standing recommender,
        Standing before, int meanwhile, Lag worst) implements DemoReport {

    @Override
    public List<Check> checks() {
        int first = plan.last(DemoClickstreamAct.CATCH_UP);
        String sum = shards.stream().map(lane -> "%,d".formatted(lane.clicks())).collect(Collectors.joining(" + "));
        int all = shards.stream().mapToInt(Lane::clicks).sum();
        return List.of(
                new Check(clicks == plan.clicks() && all == clicks, "%,d of %,d clicks are in the stream: %s in %d shards"
                        .formatted(clicks, plan.clicks(), sum, shards.size())),
                new Check(dashboard.count().isAllOf(clicks) && dashboard.count().buys() == DemoClick.buysOf(clicks),
                        "the dashboard counted %s".formatted(counted(dashboard.count()))),
                new Check(before.count().isAllOf(first), "the recommender fell %,d clicks and %,d ms behind, and caught up: %s"
                        .formatted(worst.clicks(), worst.time().toMillis(), counted(before.count()))),
                new Check(dashboard.ended() == 1 && before.ended() == 1 && shards.size() == DemoClickstreamPlan.SHARDS + 2,
                        "both followed the shard that was split to its two children, and no visitor's clicks changed places"),
                new Check(recommender.count().isAllOf(clicks) && recommender.count().buys() == DemoClick.buysOf(clicks),
                        "after the fix it read all of them again: %s".formatted(counted(recommender.count()))),
                new Check(meanwhile == clicks - first, "the dashboard was not disturbed: it counted %,d new clicks meanwhile"
                        .formatted(meanwhile)));
    }

    private static String counted(Count count) {
        return "%,d, %s, %,d buys".formatted(count.clicks(), count.disorder() == 0 ? "in order" : "%,d out of order".formatted(count.disorder()),
                count.buys()) + and(count.repeats(), "came twice") + and(count.strangers(), "that nobody made");
    }

    private static String and(int records, String what) {
        return records == 0 ? "" : "; %,d %s".formatted(records, what);
    }

    /**
     * How far an application is behind.
     *
     * @param clicks that it has yet to read
     * @param time   how old the oldest of them is
     */
    record Lag(int clicks, Duration time) {}
}

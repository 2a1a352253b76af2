package dev.forebay.server;

import dev.forebay.server.DemoClickApplication.Standing;
import dev.forebay.server.DemoClickstreamReport.Lag;
import dev.forebay.server.DemoClickstreamState.Lane;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** The clickstream's story, act by act: two applications read one stream, a hot shard is split, one of them reads it all again. Told once. */
final class DemoClickstreamStory {
    private static final String SHARD = "shardId-";

    private final DemoClickstreamPlan plan;
    private final DemoClickstream stream;
    private final DemoScreen<DemoClickstreamState> screen;
    private final DemoStage stage;
    private final DemoClickSite site;
    private final DemoClickApplication dashboard;
    private final DemoClickApplication recommender;
    private final DemoHistory history = new DemoHistory();
    private DemoClickstreamAct act = DemoClickstreamAct.FLOW;
    private List<Lane> lanes = List.of();
    private Lag worst = new Lag(0, Duration.ZERO);
    private int lastSum;
    private int quietLooks;

    DemoClickstreamStory(DemoClickstreamPlan plan, DemoClickstream stream, DemoScreen<DemoClickstreamState> screen, BooleanSupplier isOver) {
        this.plan = plan;
        this.stream = stream;
        this.screen = screen;
        this.stage = new DemoStage(this::show, isOver);
        this.site = new DemoClickSite(plan, stream);
        this.dashboard = new DemoClickApplication("dashboard", stream, plan.dashboard(), plan.clicks());
        this.recommender = new DemoClickApplication("recommender", stream, plan.recommender(), plan.clicks());
    }

    /**
     * Plays it to the end.
     *
     * @throws InterruptedException  when it is over before its end
     * @throws IllegalStateException when the server stopped answering, or an act did not come to its end
     */
    DemoClickstreamReport play() throws InterruptedException {
        try (stage) {
            stage.start(dashboard::run);
            stage.start(recommender::run);
            return acts();
        } finally {
            screen.end();
        }
    }

    private DemoClickstreamReport acts() throws InterruptedException {
        tell(DemoClickstreamAct.FLOW);

        String hot = site.hottest();
        Future<?> splitting = stage.start(() -> stream.split(hot));
        tell(DemoClickstreamAct.SPLIT);
        stage.until(splitting::isDone);

        tell(DemoClickstreamAct.CATCH_UP);
        stage.until(() -> isLevel(recommender) && isLevel(dashboard) || isQuiet());
        Standing before = recommender.standing();
        int counted = dashboard.standing().count().clicks();

        recommender.startOver(plan.fixedRecommender());
        tell(DemoClickstreamAct.REPLAY);
        stage.until(() -> isLevel(recommender) && isLevel(dashboard) || isQuiet());
        return new DemoClickstreamReport(plan, site.clicks(), lanes, dashboard.standing(), recommender.standing(), before,
                dashboard.standing().count().clicks() - counted, worst);
    }

    /** Begins an act, and stays with it until its clicks are made and its caption can have been read. */
    private void tell(DemoClickstreamAct next) throws InterruptedException {
        act = next;
        Future<?> clicking = stage.start(() -> site.click(next));
        stage.leave(plan.pause());
        stage.until(clicking::isDone);
    }

    private boolean isLevel(DemoClickApplication application) {
        return application.standing().lag(site.clicks()) == 0;
    }

    /** Whether nothing moves any more: then what is missing is lost. Looks are counted, for a killed server makes one take long. */
    private boolean isQuiet() {
        return quietLooks >= plan.quiet();
    }

    private void show() {
        Set<String> closed = stream.closedShards();
        lanes = site.ofShard().entrySet().stream().map(shard -> lane(shard, closed)).sorted(Comparator.comparing(Lane::number)).toList();
        Standing fast = dashboard.standing();
        Standing slow = recommender.standing();
        int clicks = site.clicks();
        int sum = clicks + fast.count().clicks() + slow.count().clicks();
        quietLooks = sum == lastSum ? quietLooks + 1 : 0;
        lastSum = sum;
        int lag = slow.lag(clicks);
        if (act != DemoClickstreamAct.REPLAY && lag > worst.clicks()) {
            worst = new Lag(lag, slow.behind());
        }
        history.add(act.number(), stage.elapsed(), clicks, fast.count().clicks(), lag);
        screen.show(new DemoClickstreamState(act, stage.elapsed(), clicks, history.paceIn(), lanes, fast, slow, history.past()));
    }

    private static Lane lane(Map.Entry<String, Integer> shard, Set<String> closed) {
        return new Lane(Integer.parseInt(shard.getKey().substring(SHARD.length())), shard.getValue(), closed.contains(shard.getKey()));
    }
}

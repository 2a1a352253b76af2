package dev.forebay.server;

import dev.forebay.server.DemoFanoutState.Lane;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** The purchases' story, act by act: a stream branches into queues, and one reader is down for a while. Told once. */
final class DemoFanoutStory {
    private final DemoFanoutPlan plan;
    private final DemoFanoutQueues queues;
    private final DemoScreen<DemoFanoutState> screen;
    private final DemoStage stage;
    private final DemoPublisher shop;
    private final Map<DemoBranch, DemoReader> readers = new EnumMap<>(DemoBranch.class);
    private final DemoHistory history = new DemoHistory();
    private DemoFanoutAct act = DemoFanoutAct.STREAM;
    private List<Lane> lanes = List.of();
    private int missed;
    private int quietLooks;

    DemoFanoutStory(DemoFanoutPlan plan, DemoFanoutQueues queues, DemoScreen<DemoFanoutState> screen, BooleanSupplier isOver) {
        this.plan = plan;
        this.queues = queues;
        this.screen = screen;
        this.stage = new DemoStage(this::show, isOver);
        this.shop = new DemoPublisher(plan, queues);
        for (DemoBranch branch : DemoBranch.values()) {
            readers.put(branch, new DemoReader(branch, plan.work(), queues));
        }
    }

    /**
     * Plays it to the end.
     *
     * @throws InterruptedException  when it is over before its end
     * @throws IllegalStateException when the server stopped answering, or an act did not come to its end
     */
    DemoFanoutReport play() throws InterruptedException {
        try (stage) {
            readers.values().forEach(reader -> stage.start(reader::run));
            acts();
            return new DemoFanoutReport(plan, shop.published(), missed, readers.values().stream().map(DemoReader::tally).toList());
        } finally {
            screen.end();
        }
    }

    private void acts() throws InterruptedException {
        tell(DemoFanoutAct.STREAM);
        tell(DemoFanoutAct.FILTERS);

        DemoReader shipping = readers.get(DemoBranch.SHIPPING);
        shipping.goDown();
        stage.until(shipping::isDown);
        tell(DemoFanoutAct.DOWN);
        int wanted = DemoBranch.SHIPPING.wantedOf(shop.published());
        stage.until(() -> shipping.received() + lane(DemoBranch.SHIPPING).waiting() >= wanted && othersAreDone() || isQuiet());
        missed = lane(DemoBranch.SHIPPING).waiting();

        shipping.comeUp();
        tell(DemoFanoutAct.BACK);
        stage.until(() -> lanes.stream().allMatch(this::isDone) || isQuiet());
    }

    /** Begins an act, and stays with it until its purchases are published and its caption can have been read. */
    private void tell(DemoFanoutAct next) throws InterruptedException {
        act = next;
        Future<?> publishing = stage.start(() -> shop.publish(next));
        stage.leave(plan.pause());
        stage.until(publishing::isDone);
    }

    private Lane lane(DemoBranch branch) {
        return lanes.get(branch.ordinal());
    }

    private boolean othersAreDone() {
        return lanes.stream().filter(lane -> lane.branch() != DemoBranch.SHIPPING).allMatch(this::isDone);
    }

    private boolean isDone(Lane lane) {
        return lane.waiting() == 0 && lane.received() >= lane.branch().wantedOf(shop.published());
    }

    /** Whether nothing moves any more: then what is missing is lost. Looks are counted, for a killed server makes one take long. */
    private boolean isQuiet() {
        return quietLooks >= plan.quiet();
    }

    private void show() {
        List<Lane> before = lanes;
        lanes = Arrays.stream(DemoBranch.values()).map(this::look).toList();
        quietLooks = lanes.equals(before) ? quietLooks + 1 : 0;
        int arrived = lanes.stream().mapToInt(Lane::received).sum();
        history.add(act.number(), stage.elapsed(), shop.published(), arrived, lane(DemoBranch.SHIPPING).waiting());
        screen.show(new DemoFanoutState(act, stage.elapsed(), shop.published(), history.paceIn(), lanes, history.past()));
    }

    private Lane look(DemoBranch branch) {
        DemoReader reader = readers.get(branch);
        return new Lane(branch, reader.received(), queues.depth(branch), reader.isDown());
    }
}

package dev.forebay.server;

import dev.forebay.server.DemoOrdersQueues.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** The orders' story, act by act: a rush of orders, a crashing consumer, failing orders. Told once. */
final class DemoOrdersStory {

    /** The consumer that crashes, from 1. */
    static final int CRASHING = 3;

    private final DemoOrdersPlan plan;
    private final DemoOrdersQueues queues;
    private final DemoScreen<DemoOrdersState> screen;
    private final DemoStage stage;
    private final DemoShop shop;
    private final DemoDatabase database;
    private final AtomicBoolean bugIsFixed = new AtomicBoolean();
    private final List<DemoConsumer> consumers = new ArrayList<>();
    private final DemoHistory history = new DemoHistory();
    private DemoOrdersAct act = DemoOrdersAct.RUSH;
    private Depth depth = new Depth(0, 0, 0);
    private int setAside;

    DemoOrdersStory(DemoOrdersPlan plan, DemoOrdersQueues queues, DemoScreen<DemoOrdersState> screen, BooleanSupplier isOver) {
        this.plan = plan;
        this.queues = queues;
        this.screen = screen;
        this.stage = new DemoStage(this::show, isOver);
        this.shop = new DemoShop(plan, queues);
        this.database = new DemoDatabase(plan);
        for (int i = 0; i < plan.consumers(); i++) {
            int crashesFrom = i == CRASHING - 1 ? plan.crashesFrom() : DemoConsumer.NEVER;
            consumers.add(new DemoConsumer(plan, queues, database, bugIsFixed, crashesFrom));
        }
    }

    /**
     * Plays it to the end.
     *
     * @throws InterruptedException  when it is over before its end
     * @throws IllegalStateException when the server stopped answering, or an act did not come to its end
     */
    DemoOrdersReport play() throws InterruptedException {
        try (stage) {
            acts();
            return report();
        } finally {
            screen.end();
        }
    }

    private void acts() throws InterruptedException {
        begin(DemoOrdersAct.RUSH);
        Future<?> sale = stage.start(shop::open);
        consumers.forEach(consumer -> stage.start(consumer::run));
        stage.until(sale::isDone);

        begin(DemoOrdersAct.PACE);
        DemoConsumer unlucky = consumers.get(CRASHING - 1);
        stage.until(() -> !unlucky.crashedWith().isEmpty());

        begin(DemoOrdersAct.CRASH);
        stage.until(() -> unlucky.crashedWith().stream().allMatch(database::has));

        begin(DemoOrdersAct.RETURN);
        stage.until(() -> depth.dead() > 0);

        begin(DemoOrdersAct.DEAD_LETTERS);
        stage.until(() -> database.written() + depth.dead() == plan.orders());
        setAside = depth.dead();

        begin(DemoOrdersAct.REDRIVE);
        bugIsFixed.set(true);
        queues.redrive();
        stage.until(() -> database.written() == plan.orders() && depth.isEmpty());
    }

    /** Begins an act and leaves time to read its caption. */
    private void begin(DemoOrdersAct next) throws InterruptedException {
        act = next;
        stage.leave(plan.pause());
    }

    private void show() {
        depth = queues.depth();
        history.add(act.number(), stage.elapsed(), shop.placed(), database.written(), depth.waiting() + depth.inFlight());
        screen.show(new DemoOrdersState(act, stage.elapsed(), shop.placed(), database.written(), history.paceIn(), history.paceOut(),
                depth, consumers.stream().map(DemoConsumer::hands).toList(), history.past()));
    }

    private DemoOrdersReport report() {
        List<Integer> crashedWith = consumers.get(CRASHING - 1).crashedWith();
        return new DemoOrdersReport(plan, shop.placed(), database.written(), queues.depth(), setAside,
                (int) crashedWith.stream().filter(database::has).count(), database.repeats(), shop.longestWait());
    }
}

package dev.forebay.server;

import dev.forebay.server.DemoQueues.Depth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The story, act by act, told from one thread: it starts the shop and the consumers in threads of their own, and shows
 * their state while it waits for what comes next.
 */
final class DemoStory {

    /** The consumer that crashes, from 1. */
    static final int CRASHING = 3;

    private static final Duration FRAME = Duration.ofMillis(80);

    /** By then even a server that was killed and started again has gone on. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DemoPlan plan;
    private final DemoQueues queues;
    private final DemoScreen screen;
    private final BooleanSupplier isOver;
    private final DemoShop shop;
    private final DemoDatabase database;
    private final AtomicBoolean bugIsFixed = new AtomicBoolean();
    private final List<DemoConsumer> consumers = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final DemoHistory history = new DemoHistory();
    private final long begin = System.nanoTime();
    private DemoAct act = DemoAct.RUSH;
    private Depth depth = new Depth(0, 0, 0);
    private int setAside;

    DemoStory(DemoPlan plan, DemoQueues queues, DemoScreen screen, BooleanSupplier isOver) {
        this.isOver = isOver;
        this.plan = plan;
        this.queues = queues;
        this.screen = screen;
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
    DemoReport play() throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                acts(threads);
                return report();
            } finally {
                threads.shutdownNow();
                screen.end();
            }
        }
    }

    private void acts(ExecutorService threads) throws InterruptedException {
        begin(DemoAct.RUSH);
        Future<?> sale = start(threads, () -> {
            shop.open();
            return null;
        });
        consumers.forEach(consumer -> start(threads, () -> {
            consumer.run();
            return null;
        }));
        until(sale::isDone);

        begin(DemoAct.PACE);
        DemoConsumer unlucky = consumers.get(CRASHING - 1);
        until(() -> !unlucky.crashedWith().isEmpty());

        begin(DemoAct.CRASH);
        until(() -> unlucky.crashedWith().stream().allMatch(database::has));

        begin(DemoAct.RETURN);
        until(() -> depth.dead() > 0);

        begin(DemoAct.DEAD_LETTERS);
        until(() -> database.written() + depth.dead() == plan.orders());
        setAside = depth.dead();

        begin(DemoAct.REDRIVE);
        bugIsFixed.set(true);
        queues.redrive();
        until(() -> database.written() == plan.orders() && depth.isEmpty());
    }

    private Future<?> start(ExecutorService threads, Callable<?> task) {
        Future<?> future = threads.submit(task);
        running.add(future);
        return future;
    }

    /** Begins an act and leaves time to read its caption. */
    private void begin(DemoAct next) throws InterruptedException {
        act = next;
        long readAt = System.nanoTime() + plan.pause().toNanos();
        until(() -> System.nanoTime() - readAt >= 0);
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        do {
            show();
            running.stream().filter(Future::isDone).forEach(DemoStory::mustHaveGoneWell);
            if (isOver.getAsBoolean()) {
                throw new InterruptedException("told to end");
            }
            if (System.nanoTime() - giveUpAt > 0) {
                throw new IllegalStateException("the story got stuck in act " + act.number() + " with " + depth
                        + " and " + database.written() + " orders written");
            }
            Thread.sleep(FRAME);
        } while (!condition.getAsBoolean());
        show();
    }

    private static void mustHaveGoneWell(Future<?> task) {
        if (task.state() == Future.State.FAILED) {
            throw new IllegalStateException("SQS failed: " + task.exceptionNow().getMessage(), task.exceptionNow());
        }
    }

    private void show() {
        depth = queues.depth();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        history.add(act, elapsed, shop.placed(), database.written(), depth);
        screen.show(new DemoState(act, elapsed, shop.placed(), database.written(), history.placedPace(), history.writtenPace(),
                depth, consumers.stream().map(DemoConsumer::hands).toList(), history.past()));
    }

    private DemoReport report() {
        List<Integer> crashedWith = consumers.get(CRASHING - 1).crashedWith();
        return new DemoReport(plan, shop.placed(), database.written(), queues.depth(), setAside,
                (int) crashedWith.stream().filter(database::has).count(), database.repeats(), shop.longestWait());
    }
}

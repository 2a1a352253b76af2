package dev.forebay.server;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A program that works orders off: fetch up to ten, write each to the database, delete each that was written. Runs in a
 * thread of its own until that is interrupted; any thread may look at it.
 */
final class DemoConsumer implements Runnable {

    static final int NEVER = Integer.MAX_VALUE;

    /** Orders of its last batch that it writes before it crashes. */
    static final int WRITES_BEFORE_CRASH = 4;

    private final DemoOrdersPlan plan;
    private final DemoOrdersQueues queues;
    private final DemoDatabase database;
    private final AtomicBoolean bugIsFixed;
    private final int crashesFrom;
    private int fullBatches;
    private volatile Hands hands = new Hands(Doing.WAITING, 0, 0);
    private volatile List<Integer> crashedWith = List.of();

    /**
     * Makes a consumer.
     *
     * @param crashesFrom the batch of ten that it crashes with, counted from 1, or {@link #NEVER}
     */
    DemoConsumer(DemoOrdersPlan plan, DemoOrdersQueues queues, DemoDatabase database, AtomicBoolean bugIsFixed, int crashesFrom) {
        this.crashesFrom = crashesFrom;
        this.plan = plan;
        this.queues = queues;
        this.database = database;
        this.bugIsFixed = bugIsFixed;
    }

    @Override
    public void run() {
        try {
            while (hands.doing() != Doing.CRASHED) {
                hands = new Hands(Doing.WAITING, 0, 0);
                List<Message> messages = queues.receive();
                List<DemoOrder> orders = messages.stream().map(message -> DemoOrder.parse(message.body())).toList();
                if (crashesWith(orders)) {
                    crash(orders);
                } else {
                    work(messages, orders);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(List<Message> messages, List<DemoOrder> orders) throws InterruptedException {
        for (int done = 0; done < messages.size(); done++) {
            hands = new Hands(Doing.WORKING, messages.size(), done);
            Message message = messages.get(done);
            DemoOrder order = orders.get(done);
            try {
                database.write(order, order.parsedAmount(bugIsFixed.get()));
                queues.delete(message);
            } catch (NumberFormatException e) {
                queues.giveBack(message, plan.retryAfter());
            }
        }
    }

    /** A crash with full hands is plain to see. Faulty orders have an act of their own. */
    private boolean crashesWith(List<DemoOrder> orders) {
        if (orders.size() < DemoOrdersQueues.BATCH) {
            return false;
        }
        fullBatches++;
        return fullBatches >= crashesFrom && orders.stream().noneMatch(order -> plan.isFaulty(order.number()));
    }

    /** Dies at the worst moment: some of its orders are written, but not one is deleted. */
    private void crash(List<DemoOrder> orders) throws InterruptedException {
        for (int done = 0; done < WRITES_BEFORE_CRASH; done++) {
            hands = new Hands(Doing.WORKING, orders.size(), done);
            database.write(orders.get(done), orders.get(done).parsedAmount(false));
        }
        crashedWith = orders.stream().map(DemoOrder::number).toList();
        hands = new Hands(Doing.CRASHED, orders.size(), WRITES_BEFORE_CRASH);
    }

    Hands hands() {
        return hands;
    }

    /** The numbers of the orders that it had when it crashed; empty while it lives. */
    List<Integer> crashedWith() {
        return crashedWith;
    }

    enum Doing { WAITING, WORKING, CRASHED }

    /**
     * What a consumer has in its hands.
     *
     * @param held orders fetched in one call
     * @param done how many of them it is through with
     */
    record Hands(Doing doing, int held, int done) {}
}

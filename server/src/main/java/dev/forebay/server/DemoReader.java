package dev.forebay.server;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The program behind one queue: reads purchases, keeps count of them, deletes them. Runs in a thread of its own; any thread
 * may look at it, or have it go down and come up.
 */
final class DemoReader {
    private static final Duration LOOKS_UP_EVERY = Duration.ofMillis(20);

    private final DemoBranch branch;
    private final Duration work;
    private final DemoFanoutQueues queues;
    private final Set<DemoPurchase> received = ConcurrentHashMap.newKeySet();
    private final Set<DemoPurchase> unwanted = ConcurrentHashMap.newKeySet();
    private volatile int deliveries;
    private volatile boolean goesDown;
    private volatile boolean isDown;

    DemoReader(DemoBranch branch, Duration work, DemoFanoutQueues queues) {
        this.branch = branch;
        this.work = work;
        this.queues = queues;
    }

    void run() throws InterruptedException {
        while (!Thread.interrupted()) {
            isDown = goesDown;
            if (isDown) {
                Thread.sleep(LOOKS_UP_EVERY);
                continue;
            }
            List<Message> messages = queues.receive(branch);
            if (!messages.isEmpty()) {
                messages.stream().map(message -> DemoPurchase.parse(message.body())).forEach(this::note);
                deliveries += messages.size();
                Thread.sleep(work);
                queues.delete(branch, messages);
            }
        }
    }

    /** What was changed on its way is no purchase that anybody wanted. */
    private void note(DemoPurchase purchase) {
        boolean wanted = branch.wants(purchase) && purchase.equals(DemoPurchase.of(purchase.number()));
        (wanted ? received : unwanted).add(purchase);
    }

    void goDown() {
        goesDown = true;
    }

    void comeUp() {
        goesDown = false;
    }

    /** Whether it is down, with nothing in its hands. */
    boolean isDown() {
        return isDown;
    }

    /** Different purchases that belong here. */
    int received() {
        return received.size();
    }

    /** What it has counted. */
    Tally tally() {
        return new Tally(branch, received.size(), unwanted.size(), deliveries - received.size() - unwanted.size());
    }

    /**
     * What a queue got.
     *
     * @param received different purchases that belong there
     * @param unwanted different purchases that do not
     * @param repeats  deliveries of one that had been there already, as a queue may make them
     */
    record Tally(DemoBranch branch, int received, int unwanted, int repeats) {}
}

package dev.forebay.sqs;

import dev.forebay.runtime.Changes;
import dev.forebay.sqs.LaneSearch.Sought;
import dev.forebay.sqs.Receivers.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * One receive, from its call to its reply: tries under the partition's lock, and between tries does what the try asked
 * for: has more loaded, or waits until it is called. Used by one thread.
 */
final class Reception {
    private final Queue queue;
    private final QueueLoader loader;
    private final Receivers receivers;
    private final long deadline;

    private List<Delivery> deliveries = List.of();
    private List<Long> moved = List.of();
    private Optional<Sought> wantsLanes = Optional.empty();
    private boolean wantsLoading;
    private boolean searched;
    private boolean over;
    private Waiting waiting;

    Reception(Queue queue, QueueLoader loader, Receivers receivers, long deadline) {
        this.queue = queue;
        this.loader = loader;
        this.receivers = receivers;
        this.deadline = deadline;
    }

    List<Delivery> run(Supplier<Demand> demand, Consumer<List<Long>> onMoved) {
        for (;;) {
            queue.decide((changes, now) -> attempt(changes, demand.get(), now));
            if (!moved.isEmpty()) {
                onMoved.accept(moved);
            }
            if (!deliveries.isEmpty() || over) {
                return deliveries;
            }
            if (wantsLanes.isPresent()) {
                loader.searchLanes(wantsLanes.get());
                searched = true;
            } else if (wantsLoading) {
                loader.load();
            } else if (waiting != null) {
                await();
            }
        }
    }

    /** One try. Joins those who wait under the same lock under which it found nothing, so that no call is missed. */
    private Void attempt(Changes changes, Demand demand, long now) {
        Contents contents = queue.contents();
        boolean wasCalled = waiting != null && !receivers.leave(waiting);
        waiting = null;
        moved = List.of();
        wantsLanes = searched ? Optional.empty() : contents.wantsLanes();
        if (wantsLanes.isPresent()) {
            return null;
        }
        Taken taken = contents.receive(changes, demand, now);
        deliveries = taken.deliveries();
        moved = taken.moved();
        if (contents.isLow()) {
            changes.afterwards(loader::loadInBackground);
        }
        if (!deliveries.isEmpty() || !moved.isEmpty()) {
            queue.callIfMore(changes);
            queue.ring(changes, now);
            return null;
        }
        wantsLoading = contents.wantsLoading(now);
        if (wantsLoading || taken.isPartial()) {
            return null;
        }
        over = now >= deadline;
        if (!over) {
            waiting = receivers.join();
            queue.ring(changes, now);
        } else if (wasCalled) {
            queue.callIfMore(changes);
        }
        return null;
    }

    private void await() {
        searched = false;
        waiting.await(queue.environment().timers(), deadline);
        if (Thread.currentThread().isInterrupted()) {
            queue.decide((changes, now) -> {
                if (!receivers.leave(waiting)) {
                    queue.call(changes, 1);
                }
                return null;
            });
            throw AbortedException.create("the caller left while waiting for a message");
        }
    }
}

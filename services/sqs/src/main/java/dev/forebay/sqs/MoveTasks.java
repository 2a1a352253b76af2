package dev.forebay.sqs;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Ids;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.sqs.MoveTask.Status;
import dev.forebay.sqs.QueueCatalog.Residence;
import dev.forebay.store.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The redrives of dead-letter queues: at most one active for each source. A task is a durable row and a chain of steps,
 * each of which moves a few messages, notes the progress and sets a timer for the next; a restart goes on where it was.
 */
final class MoveTasks {
    private static final Logger log = LoggerFactory.getLogger(MoveTasks.class);

    /** Tasks remembered for each queue. AWS lists ten at most. */
    private static final int MAX_REMEMBERED = 10;
    /** Messages of one step where no rate is asked for. */
    private static final int FULL_STEP = 100;

    private static final int STEPS_PER_SECOND = 10;

    private final Environment environment;
    private final Transfers transfers;
    /** The tasks of each queue, oldest first; changed under the partition's lock of the queue. */
    private final Map<Queue, List<MoveTask>> tasks = new ConcurrentHashMap<>();

    MoveTasks(Environment environment, Transfers transfers) {
        this.environment = environment;
        this.transfers = transfers;
    }

    /** Reads all tasks from the store and goes on with those that were active. */
    void recover(QueueCatalog catalog, Partitions partitions) {
        Map<Residence, Queue> residences = catalog.byResidence();
        for (Partition partition : partitions.all()) {
            byte[] from = Keys.of(partition.number(), Tables.MOVE_TASK);
            byte[] to = Keys.of(partition.number(), (byte) (Tables.MOVE_TASK + 1));
            try (Scan scan = partitions.store().scan(from, to)) {
                while (scan.next()) {
                    Queue queue = residences.get(new Residence(partition.number(), Keys.incarnation(scan.key())));
                    if (queue != null) {
                        tasks.computeIfAbsent(queue, none -> new ArrayList<>()).add(MoveTask.read(scan.value()));
                    }
                }
            }
        }
        tasks.keySet().forEach(
                queue -> current(queue).filter(MoveTask::isActive).ifPresent(task -> next(queue, task, 0)));
    }

    /** Starts a task. */
    MoveTask start(Queue source, String destination, int rate) {
        long toMove = source.counts().visible();
        MoveTask task = source.decide((changes, now) -> {
            if (current(source).filter(MoveTask::isActive).isPresent()) {
                throw SqsErrors.moveTaskAlreadyRunning();
            }
            long number = current(source).map(last -> last.number() + 1).orElse(0L);
            MoveTask begun = new MoveTask(
                    number, Ids.uuid(environment.random()), Status.RUNNING, destination, rate, now, toMove, 0, "");
            List<MoveTask> all = tasks.computeIfAbsent(source, none -> new ArrayList<>());
            all.add(begun);
            if (all.size() > MAX_REMEMBERED) {
                changes.batch().delete(key(source, all.removeFirst()));
            }
            changes.batch().put(key(source, begun), begun.write());
            return begun;
        });
        next(source, task, 0);
        return task;
    }

    /** Asks a task to stop; returns it as it was. Empty when there is none of this id. */
    Optional<MoveTask> cancel(Queue source, String id) {
        return source.decide((changes, now) -> {
            Optional<MoveTask> task = tasks.getOrDefault(source, List.of()).stream().filter(one -> one.id().toString().equals(id)).findFirst();
            task.filter(MoveTask::isActive).ifPresent(active -> replace(changes, source, active.as(Status.CANCELLING)));
            return task;
        });
    }

    /** A queue's tasks, newest first. */
    List<MoveTask> list(Queue source) {
        return source.decide((changes, now) -> {
            changes.revealsEverything();
            return List.copyOf(tasks.getOrDefault(source, List.of())).reversed();
        });
    }

    /** The queue is gone, and its tasks with it. */
    void forget(Queue source) {
        tasks.remove(source);
    }

    private void next(Queue source, MoveTask task, long delayMillis) {
        environment.timers().at(environment.clock().millis() + delayMillis, () -> step(source, task.number()));
    }

    private void step(Queue source, long number) {
        try {
            Optional<MoveTask> task = source.decide(
                    (changes, now) -> current(source).filter(one -> one.number() == number && one.isActive()));
            task.ifPresent(active -> step(source, active));
        } catch (software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException deleted) {
            forget(source);
        } catch (RuntimeException e) {
            log.error("The move task of {} stopped", source.arn(), e);
        }
    }

    private void step(Queue source, MoveTask task) {
        if (task.status() == Status.CANCELLING) {
            update(source, task, now -> now.as(Status.CANCELLED));
            return;
        }
        int step = task.rate() == 0 ? FULL_STEP : Math.max(1, task.rate() / STEPS_PER_SECOND);
        List<Long> sequences = source.takeAway(step, task.destination());
        Transfers.Outcome outcome = transfers.carry(source, sequences);
        int moved = outcome.arrived() + outcome.waiting();
        if (outcome.bounced() > 0) {
            update(source, task, now -> now.moved(moved).failed(reason(task)));
        } else if (sequences.isEmpty()) {
            update(source, task, now -> now.as(Status.COMPLETED));
        } else if (outcome.waiting() > 0) {
            // What waits is carried by itself; that more should wait beside it helps nobody.
            update(source, task, now -> now.moved(moved));
            next(source, task, Transfers.RETRY_MILLIS);
        } else {
            update(source, task, now -> now.moved(moved));
            next(source, task, task.rate() == 0 ? 0 : Math.max(1, 1000L * step / task.rate()));
        }
    }

    private static String reason(MoveTask task) {
        return task.destination().isEmpty() ? "CouldNotDetermineMessageSource" : "AWS.SimpleQueueService.NonExistentQueue";
    }

    private void update(Queue source, MoveTask task, UnaryOperator<MoveTask> change) {
        source.decide((changes, now) -> {
            current(source).filter(one -> one.number() == task.number())
                    .ifPresent(one -> replace(changes, source, change.apply(one)));
            return null;
        });
    }

    private void replace(Changes changes, Queue source, MoveTask task) {
        List<MoveTask> all = tasks.get(source);
        all.replaceAll(one -> one.number() == task.number() ? task : one);
        changes.batch().put(key(source, task), task.write());
    }

    private Optional<MoveTask> current(Queue source) {
        List<MoveTask> all = tasks.get(source);
        return all == null || all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    private static byte[] key(Queue source, MoveTask task) {
        Partition partition = source.partition();
        return Keys.of(partition.number(), Tables.MOVE_TASK, source.incarnation(), task.number());
    }
}

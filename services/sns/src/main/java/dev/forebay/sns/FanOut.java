package dev.forebay.sns;

import dev.forebay.couriers.Outcome;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Brings what standard topics publish to their subscribers. Queues get it at once, many messages in a batch, from a
 * {@link QueueLane} for each subscription; everybody else, and queues that did not take it, are owed it by a row of their own
 * ({@link DeliveryDesk}).
 *
 * <p>Crash steps: 1 the notification is durable, and the publisher is told; 2 each queue has it, each other subscriber's row
 * is durable; 3 the notification's row goes, some time later. A crash before 3 begins again with 2.
 */
final class FanOut {
    /** What is under way at a time, in bytes; who publishes more waits. A copy counts with what it costs beside its text. */
    private static final int MAX_UNDER_WAY = 96 << 20;
    private static final int MAX_ROUND = 32 << 20;
    private static final int COPY = 96;

    /** Rows written in one commit where very many subscribers are owed a message. */
    private static final int OWED_AT_A_TIME = 200;

    private final Environment environment;
    private final Envelopes envelopes;
    private final SqsSender queues;
    private final DeliveryDesk desk;
    private final Semaphore room = new Semaphore(MAX_UNDER_WAY);
    private final Map<Subscription, QueueLane> lanes = new ConcurrentHashMap<>();

    FanOut(Environment environment, Envelopes envelopes, SqsSender queues, DeliveryDesk desk) {
        this.environment = environment;
        this.envelopes = envelopes;
        this.queues = queues;
        this.desk = desk;
    }

    /** Begins a round. The notification is durable; returns when it is under way. */
    void begin(Topic topic, long sequence, Notification notification, List<Subscription> targets) {
        int size = (int) Math.min(MAX_ROUND, notification.message().length() * 3L + (long) COPY * targets.size());
        room.acquireUninterruptibly(size);
        Round round = new Round(topic, sequence, notification, targets.size(), () -> {
            room.release(size);
            topic.finished(sequence);
        });
        List<Subscription> others = new ArrayList<>(0);
        for (Subscription target : targets) {
            if (target.protocol() == Protocol.SQS) {
                offer(target, round);
            } else {
                others.add(target);
            }
        }
        if (!others.isEmpty()) {
            environment.timers().soon(() -> oweAll(others, round));
        }
    }

    private void offer(Subscription target, Round round) {
        lanes.compute(target, (_, known) -> {
            QueueLane lane = known == null ? new QueueLane(this, target) : known;
            lane.add(round);
            return lane;
        });
    }

    void dropIfIdle(Subscription target) {
        lanes.computeIfPresent(target, (_, lane) -> lane.isIdle() ? null : lane);
    }

    private void oweAll(List<Subscription> targets, Round round) {
        for (int from = 0; from < targets.size(); from += OWED_AT_A_TIME) {
            owe(targets.subList(from, Math.min(targets.size(), from + OWED_AT_A_TIME)), round);
        }
    }

    /** Notes that these are owed the round's notification, and with that it is done for them. */
    void owe(List<Subscription> targets, Round round) {
        Partition partition = round.topic().partition();
        long due = round.notification().publishedAt();
        partition.decide(changes -> owe(changes, targets, round, due));
        targets.forEach(target -> desk.wake(target, due));
        round.done(targets.size());
    }

    private Void owe(Changes changes, List<Subscription> targets, Round round, long due) {
        for (Subscription target : targets) {
            if (!target.isDeleted()) {
                desk.owe(changes, target, due, round.sequence(), round.notification());
            }
        }
        return null;
    }

    /** A queue did not take a message: it is owed from here on, as one that was tried once. */
    void failed(Subscription target, Round round, Outcome outcome) {
        target.counts().failed(outcome.detail());
        owe(List.of(target), round);
    }

    Environment environment() {
        return environment;
    }

    Envelopes envelopes() {
        return envelopes;
    }

    SqsSender queues() {
        return queues;
    }
}

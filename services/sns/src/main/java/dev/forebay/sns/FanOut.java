package dev.forebay.sns;

import dev.forebay.couriers.Outcome;
import dev.forebay.envelope.DataKey;
import dev.forebay.envelope.KeyRefused;
import dev.forebay.runtime.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

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
    private static final int COPY = 2_048;

    /** Queues that a round is offered to at a time. A round of more goes on when those have it. */
    private static final int SLICE = 5_000;

    /** Rows written in one commit where very many subscribers are owed a message, and their bytes. */
    private static final int OWED_AT_A_TIME = 200;
    private static final int OWED_BYTES = 4 << 20;

    private final Environment environment;
    private final Envelopes envelopes;
    private final SqsSender queues;
    private final DeliveryDesk desk;
    private final Semaphore room = new Semaphore(MAX_UNDER_WAY, true);
    private final Map<Subscription, QueueLane> lanes = new ConcurrentHashMap<>();

    FanOut(Environment environment, Envelopes envelopes, SqsSender queues, DeliveryDesk desk) {
        this.environment = environment;
        this.envelopes = envelopes;
        this.queues = queues;
        this.desk = desk;
    }

    /** Begins a round. The notification is durable; returns when it is under way. */
    void begin(Topic topic, long sequence, Notification notification, List<Subscription> targets) {
        List<Subscription> queueTargets = new ArrayList<>(Math.min(targets.size(), SLICE));
        List<Subscription> others = new ArrayList<>(0);
        targets.forEach(target -> (target.protocol() == Protocol.SQS ? queueTargets : others).add(target));
        int slices = Math.ceilDiv(queueTargets.size(), SLICE) + (others.isEmpty() ? 0 : 1);
        AtomicInteger left = new AtomicInteger(slices);
        Runnable sliceOver = () -> {
            if (left.decrementAndGet() == 0) {
                topic.finished(sequence);
            }
        };
        if (!others.isEmpty()) {
            Round round = new Round(topic, sequence, notification, others.size(), sliceOver);
            environment.timers().soon(() -> oweAll(others, round));
        }
        if (!queueTargets.isEmpty()) {
            offerFrom(0, queueTargets, topic, sequence, notification, sliceOver);
        }
    }

    /** Offers a slice, and when its queues have it, the next one. */
    private void offerFrom(int from, List<Subscription> targets, Topic topic, long sequence, Notification notification, Runnable sliceOver) {
        List<Subscription> slice = targets.subList(from, Math.min(targets.size(), from + SLICE));
        int size = notification.message().length() * 3 + COPY * slice.size();
        room.acquireUninterruptibly(size);
        Round round = new Round(topic, sequence, notification, slice.size(), () -> {
            room.release(size);
            sliceOver.run();
            if (from + SLICE < targets.size()) {
                environment.timers().soon(() -> offerFrom(from + SLICE, targets, topic, sequence, notification, sliceOver));
            }
        });
        slice.forEach(target -> offer(target, round));
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
        onceThereIsAKey(round.topic(), key -> {
            int atATime = Math.clamp(OWED_BYTES / QueueLane.size(round.notification()), 1, OWED_AT_A_TIME);
            for (int from = 0; from < targets.size(); from += atATime) {
                owe(targets.subList(from, Math.min(targets.size(), from + atATime)), round, key);
            }
        });
    }

    /** While KMS gives no key to keep what is owed under, the notification's own row keeps it. */
    private void onceThereIsAKey(Topic topic, Consumer<Optional<DataKey>> task) {
        Optional<DataKey> key;
        try {
            key = environment.seals().toSeal(topic);
        } catch (KeyRefused refused) {
            environment.timers().at(environment.clock().millis() + NotificationSeals.AGAIN_MILLIS, () -> onceThereIsAKey(topic, task));
            return;
        }
        task.accept(key);
    }

    /** Notes that these are owed the round's notification, and with that it is done for them. */
    private void owe(List<Subscription> targets, Round round, Optional<DataKey> key) {
        long due = round.notification().publishedAt();
        List<byte[]> payloads = targets.stream().map(target -> payload(target, round, key)).toList();
        round.topic().partition().decide(changes -> {
            for (int i = 0; i < payloads.size(); i++) {
                owe(changes, targets.get(i), round, payloads.get(i));
            }
            return null;
        });
        targets.forEach(target -> desk.wake(target, due));
        round.done(targets.size());
    }

    private static byte[] payload(Subscription target, Round round, Optional<DataKey> key) {
        return DeliveryDesk.payload(target, round.sequence(), round.notification(), key);
    }

    private void owe(Changes changes, Subscription target, Round round, byte[] payload) {
        if (!target.isDeleted()) {
            desk.owe(changes, target, round.notification().publishedAt(), round.sequence(), payload);
        }
    }

    /** A queue did not take these: they are owed from here on. */
    void failed(Subscription target, List<Round> rounds, Outcome outcome) {
        rounds.forEach(_ -> target.counts().failed(outcome.detail()));
        onceThereIsAKey(target.topic(), key -> oweOne(target, rounds, key));
    }

    private void oweOne(Subscription target, List<Round> rounds, Optional<DataKey> key) {
        List<byte[]> payloads = rounds.stream().map(round -> payload(target, round, key)).toList();
        target.partition().decide(changes -> {
            for (int i = 0; i < payloads.size(); i++) {
                owe(changes, target, rounds.get(i), payloads.get(i));
            }
            return null;
        });
        rounds.forEach(round -> desk.wake(target, round.notification().publishedAt()));
        rounds.forEach(round -> round.done(1));
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

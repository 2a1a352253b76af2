package dev.forebay.sns;

import dev.forebay.couriers.Outcome;
import dev.forebay.envelope.DataKey;
import dev.forebay.envelope.KeyRefused;
import dev.forebay.envelope.SealBroken;
import dev.forebay.runtime.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what standard topics publish to their subscribers. Queues get it at once, many messages in a batch, from a
 * {@link QueueLane} for each subscription; everybody else, and queues that did not take it, are owed it by a row of their own
 * ({@link DeliveryDesk}).
 *
 * <p>Crash steps: 1 the notification is durable, and the publisher is told; 2 each queue has it, each other subscriber's row
 * is durable; 3 the notification's row goes, some time later. A crash before 3 begins again with 2.
 *
 * <p>What cannot be noted as owed because KMS gives no key takes no room meanwhile: it waits as a number ({@link KeyWaits}).
 */
final class FanOut {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

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
    private final KeyWaits waits;
    private final Map<Subscription, QueueLane> lanes = new ConcurrentHashMap<>();

    FanOut(Environment environment, Envelopes envelopes, SqsSender queues, DeliveryDesk desk) {
        this.environment = environment;
        this.envelopes = envelopes;
        this.queues = queues;
        this.desk = desk;
        waits = new KeyWaits(environment, this);
    }

    /** Begins a round. The notification is durable; returns when it is under way. */
    void begin(Topic topic, long sequence, Notification notification, List<Subscription> targets) {
        List<Subscription> queueTargets = new ArrayList<>(Math.min(targets.size(), SLICE));
        List<Subscription> others = new ArrayList<>(0);
        targets.forEach(target -> (target.protocol() == Protocol.SQS ? queueTargets : others).add(target));
        Hold hold = new Hold(topic, sequence, Math.ceilDiv(queueTargets.size(), SLICE) + (others.isEmpty() ? 0 : 1));
        if (!others.isEmpty()) {
            environment.timers().soon(() -> oweAll(others, hold, notification));
        }
        if (!queueTargets.isEmpty()) {
            offerFrom(0, queueTargets, hold, notification);
        }
    }

    /** Goes on with what a restart found undelivered; where KMS does not let that be read, later. */
    void resume(RoundRow row) {
        Waiting.Whole whole = new Waiting.Whole(row.sequence(), row.dataKey());
        try {
            if (waits.isRefused(row.topic(), whole.dataKey())) {
                waits.add(row.topic(), whole, whole.dataKey());
            } else {
                begin(row);
            }
        } catch (KeyRefused refused) {
            waits.add(row.topic(), whole, whole.dataKey());
        } catch (SealBroken damaged) {
            LOG.error("Notification {} of {} is damaged and not delivered: {}", row.sequence(), row.topic().arn(), damaged.getMessage());
        }
    }

    /**
     * Begins a round that is stored.
     *
     * @throws KeyRefused when KMS does not let it be read
     */
    Notification begin(RoundRow row) {
        Notification notification = row.notification(environment.seals());
        List<Subscription> targets = row.targets(notification);
        if (targets.isEmpty()) {
            row.topic().finished(row.sequence());
        } else {
            begin(row.topic(), row.sequence(), notification, targets);
        }
        return notification;
    }

    /** Offers a slice, and when its queues have it, the next one. */
    private void offerFrom(int from, List<Subscription> targets, Hold hold, Notification notification) {
        List<Subscription> slice = targets.subList(from, Math.min(targets.size(), from + SLICE));
        int size = size(notification, slice.size());
        room.acquireUninterruptibly(size);
        Round round = new Round(hold, notification, slice.size(), () -> {
            room.release(size);
            hold.over();
            if (from + SLICE < targets.size()) {
                environment.timers().soon(() -> offerFrom(from + SLICE, targets, hold, notification));
            }
        });
        slice.forEach(target -> offer(target, round));
    }

    private static int size(Notification notification, int copies) {
        return notification.message().length() * 3 + COPY * copies;
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

    /** While KMS gives no key to keep what is owed under, the notification's own row keeps it. */
    private void oweAll(List<Subscription> targets, Hold hold, Notification notification) {
        Optional<Optional<DataKey>> key = keyFor(hold.topic());
        if (key.isPresent()) {
            owe(targets, new Round(hold, notification, targets.size(), hold::over), key.get());
        } else {
            waits.add(hold.topic(), new Waiting.Unowed(hold, Optional.empty()), KeyWait.TO_SEAL);
        }
    }

    /** What is to be sealed under; nothing while KMS refuses that. */
    private Optional<Optional<DataKey>> keyFor(Topic topic) {
        if (waits.isRefused(topic, KeyWait.TO_SEAL)) {
            return Optional.empty();
        }
        try {
            return Optional.of(environment.seals().toSeal(topic));
        } catch (KeyRefused refused) {
            return Optional.empty();
        }
    }

    /** Notes what has waited as owed, and with that this part of the round is over. */
    void oweNow(List<Subscription> targets, Hold hold, Notification notification, Optional<DataKey> key) {
        if (targets.isEmpty()) {
            hold.over();
            return;
        }
        int size = size(notification, Math.min(targets.size(), OWED_AT_A_TIME));
        room.acquireUninterruptibly(size);
        try {
            owe(targets, new Round(hold, notification, targets.size(), hold::over), key);
        } finally {
            room.release(size);
        }
    }

    private void owe(List<Subscription> targets, Round round, Optional<DataKey> key) {
        int atATime = Math.clamp(OWED_BYTES / QueueLane.size(round.notification()), 1, OWED_AT_A_TIME);
        for (int from = 0; from < targets.size(); from += atATime) {
            oweSome(targets.subList(from, Math.min(targets.size(), from + atATime)), round, key);
        }
    }

    /** Notes that these are owed the round's notification, and with that it is done for them. */
    private void oweSome(List<Subscription> targets, Round round, Optional<DataKey> key) {
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
        keyFor(target.topic()).ifPresentOrElse(key -> oweOne(target, rounds, key), () -> rounds.forEach(round -> letWait(target, round)));
    }

    /** The round is done with it, and gives its room back; the row stays. */
    private void letWait(Subscription target, Round round) {
        round.hold().more();
        waits.add(round.topic(), new Waiting.Unowed(round.hold(), Optional.of(target)), KeyWait.TO_SEAL);
        round.done(1);
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

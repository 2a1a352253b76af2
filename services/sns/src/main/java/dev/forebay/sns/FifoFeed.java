package dev.forebay.sns;

import dev.forebay.couriers.Outcome;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Deliveries.Attempt;
import dev.forebay.runtime.Keys;
import dev.forebay.sns.SqsSender.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Brings a FIFO topic's log to one queue, in order: reads from its cursor, sends ten at a time, one batch after the other. What
 * fails is tried again before anything behind it.
 *
 * <p>Crash steps: 1 a batch is sent; 2 the cursor moves, some time later. A crash between them sends the batch again, and a
 * FIFO queue knows the deduplication ids.
 *
 * <p>One thread at a time runs it; the lock guards who.
 */
final class FifoFeed {
    private static final Logger LOG = LoggerFactory.getLogger(FifoFeed.class);
    private static final long AFTER_DEFECT_MILLIS = 20_000;
    private static final long STEP = 10;
    private static final long OVER = 0;
    private static final long MORE = -1;

    private final FifoFeeds feeds;
    private final Subscription target;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean running;
    private boolean awakened;
    private volatile Cursor cursor;
    /** Failures of the batch at the cursor. */
    private int failures;

    FifoFeed(FifoFeeds feeds, Subscription target, Cursor cursor) {
        this.feeds = feeds;
        this.target = target;
        this.cursor = cursor;
    }

    Cursor cursor() {
        return cursor;
    }

    /** Something is new in the log, or to be replayed. */
    void wake() {
        lock.lock();
        try {
            awakened = true;
            if (!running) {
                running = true;
                feeds.environment().timers().soon(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long wait = MORE;
        while (wait == MORE || wait == OVER && !rests()) {
            wait = stepSafely();
        }
        if (wait > OVER) {
            feeds.environment().timers().at(feeds.environment().clock().millis() + wait, this::run);
        }
    }

    private long stepSafely() {
        try {
            return step();
        } catch (RuntimeException defect) {
            LOG.error("a feed broke off; it goes on in a while", defect);
            return AFTER_DEFECT_MILLIS;
        }
    }

    /** Whether nothing has come meanwhile; if so, the next {@link #wake} starts another thread. */
    private boolean rests() {
        lock.lock();
        try {
            running = awakened && !target.isDeleted();
            awakened = false;
            return !running;
        } finally {
            lock.unlock();
        }
    }

    /** Delivers a batch: {@code OVER} when there is nothing more, {@code MORE}, or milliseconds to wait. */
    private long step() {
        if (!target.isActive() || feeds.isStopped()) {
            return OVER;
        }
        Cursor from = cursor;
        List<Notification> read = target.topic().log().read(from.position(), (int) STEP);
        List<Notification> due = from.replays() ? read.stream().filter(one -> one.sequence() < from.replayEnd()).toList() : read;
        if (due.isEmpty()) {
            if (from.replays()) {
                move(from, from.replayEnd());
                return MORE;
            }
            return OVER;
        }
        List<Notification> wanted = due.stream().filter(this::wants).map(one -> from.replays() ? replayed(one) : one).toList();
        long wait = wanted.isEmpty() ? MORE : send(cut(wanted));
        if (wait != MORE) {
            return wait;
        }
        failures = 0;
        move(from, wanted.isEmpty() ? due.getLast().sequence() + 1 : next(due, cut(wanted)));
        return MORE;
    }

    /** So many as one batch can take. */
    private static List<Notification> cut(List<Notification> wanted) {
        long bytes = 0;
        for (int i = 0; i < wanted.size(); i++) {
            bytes += QueueLane.size(wanted.get(i));
            if (i > 0 && bytes > QueueLane.BATCH_BYTES) {
                return wanted.subList(0, i);
            }
        }
        return wanted;
    }

    /** What was sent is behind us, and whatever nobody wanted up to the next that somebody does. */
    private long next(List<Notification> due, List<Notification> sent) {
        long last = sent.getLast().sequence();
        for (Notification one : due) {
            if (one.sequence() > last && wants(one)) {
                return one.sequence();
            }
        }
        return due.getLast().sequence() + 1;
    }

    private boolean wants(Notification notification) {
        return target.attributes().filter()
                .map(filter -> filter.matches(FilterEvent.of(notification.attributes(), notification.message()))).orElse(true);
    }

    private static Notification replayed(Notification one) {
        return new Notification(one.messageId(), one.sequence(), one.publishedAt(), one.topicArn(), one.subject(), one.message(),
                one.structured(), one.attributes(), one.groupId(), one.deduplicationId(), one.traceHeader(), true);
    }

    private long send(List<Notification> batch) {
        boolean raw = target.attributes().raw();
        Door door = feeds.queues().door(target.endpoint(), batch.getFirst().topicArn());
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Notification one = batch.get(i);
            String body = raw ? one.messageFor(Protocol.SQS)
                    : feeds.envelopes().of(one, Protocol.SQS, target.topic().attributes().signatureVersion()).to(target.arn());
            entries.add(SqsSender.entry(i, one, body, raw, door.fifo()));
        }
        List<BatchResultErrorEntry> failed;
        try {
            failed = door.sqs().sendMessageBatch(request -> request.queueUrl(door.url()).entries(entries)).failed();
        } catch (AwsServiceException refused) {
            Outcome outcome = SqsTransport.outcome(refused);
            return outcome instanceof Outcome.Failed || batch.size() == 1 ? failed(batch, outcome) : sendSingly(batch);
        }
        target.counts().delivered(batch.size() - failed.size());
        Optional<BatchResultErrorEntry> ours = failed.stream().filter(error -> !error.senderFault()).findFirst();
        if (ours.isPresent()) {
            // The queue knows those that it has taken when the batch comes again.
            return failed(batch, SqsTransport.outcome(ours.get()));
        }
        failed.forEach(error -> target.counts().failed(error.code() + ": " + error.message()));
        return bury(failed.stream().map(error -> batch.get(Integer.parseInt(error.id()))).toList());
    }

    /** What was refused as a whole may have one message in it that is the reason. The queue knows those that it takes twice. */
    private long sendSingly(List<Notification> batch) {
        for (Notification one : batch) {
            long wait = send(List.of(one));
            if (wait != MORE) {
                return wait;
            }
        }
        return MORE;
    }

    /** A batch was not taken: wait, or give it up. */
    private long failed(List<Notification> batch, Outcome outcome) {
        target.counts().failed(outcome.detail());
        OptionalLong delay = outcome instanceof Outcome.Failed ? feeds.schedules().delayAfter(target, ++failures) : OptionalLong.empty();
        if (delay.isPresent()) {
            return Math.max(1, delay.getAsLong());
        }
        return bury(batch);
    }

    private long bury(List<Notification> refused) {
        for (Notification one : refused) {
            long again = feeds.desk().bury(target, one);
            if (again != Attempt.OVER) {
                return Math.max(1, again - feeds.environment().clock().millis());
            }
        }
        return MORE;
    }

    /** Moves on; a crash may undo that. A replay that was begun or ended meanwhile stays so. */
    private void move(Cursor from, long to) {
        target.partition().submit(changes -> {
            changes.lazily();
            return change(changes, known -> moved(known, from, to));
        });
    }

    private static Cursor moved(Cursor known, Cursor from, long to) {
        if (known.equals(from)) {
            return known.advanced(to);
        }
        return from.replays() ? known : known.past(to);
    }

    /** Changes the cursor; durable when this returns. */
    void change(UnaryOperator<Cursor> change) {
        target.partition().decide(changes -> change(changes, change));
    }

    /** Begins with what is published from now on; within a decision, and before messages may go there. */
    void begin(Changes changes) {
        change(changes, _ -> Cursor.at(target.topic().nextSequence()));
    }

    private Void change(Changes changes, UnaryOperator<Cursor> change) {
        if (!target.isDeleted()) {
            cursor = change.apply(cursor);
            changes.batch().putLatest(key(target), cursor.write());
        }
        return null;
    }

    static byte[] key(Subscription target) {
        return Keys.of(target.partition().number(), Tables.CURSOR, target.topic().incarnation(), target.number());
    }
}

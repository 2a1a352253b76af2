package dev.forebay.sns;

import dev.forebay.couriers.Outcome;
import dev.forebay.sns.SqsSender.Door;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * What goes from a standard topic to one queue: whatever waits is sent ten at a time, by a few threads as long as there is
 * more than one can carry. Its lock is a leaf; sending happens without it.
 */
final class QueueLane {
    private static final Logger LOG = LoggerFactory.getLogger(QueueLane.class);

    /** AWS: a batch's entries, and the sum of their bytes. Texts count three bytes a character, which is never too little. */
    static final int BATCH = 10;
    static final int BATCH_BYTES = 1_000_000;
    private static final int MAX_CARRIERS = 4;

    private final FanOut fanOut;
    private final Subscription target;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Round> waiting = new ArrayDeque<>();
    private int carriers;

    QueueLane(FanOut fanOut, Subscription target) {
        this.fanOut = fanOut;
        this.target = target;
    }

    void add(Round round) {
        lock.lock();
        try {
            waiting.add(round);
            if (carriers == 0 || carriers < MAX_CARRIERS && waiting.size() > BATCH * carriers) {
                carriers++;
                fanOut.environment().timers().soon(this::carry);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        lock.lock();
        try {
            return carriers == 0 && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void carry() {
        for (List<Round> rounds = next(); !rounds.isEmpty(); rounds = next()) {
            settle(rounds, sendSafely(rounds));
        }
        fanOut.dropIfIdle(target);
    }

    /** Sends, and returns how those ended that were not taken, by their places. */
    private Map<Integer, Outcome> sendSafely(List<Round> rounds) {
        try {
            return target.isDeleted() ? Map.of() : send(rounds);
        } catch (AwsServiceException refused) {
            // The queue is gone, or takes nothing now: what is owed is tried, retried and given up one by one.
            return all(rounds, SqsTransport.outcome(refused));
        } catch (RuntimeException defect) {
            LOG.error("a batch to a queue broke off; its messages are owed one by one", defect);
            return all(rounds, new Outcome.Failed(0, "internal failure"));
        }
    }

    private static Map<Integer, Outcome> all(List<Round> rounds, Outcome outcome) {
        return IntStream.range(0, rounds.size()).boxed().collect(Collectors.toMap(Function.identity(), _ -> outcome));
    }

    private List<Round> next() {
        List<Round> next = new ArrayList<>(BATCH);
        lock.lock();
        try {
            long bytes = 0;
            for (Round round = waiting.peek(); round != null && next.size() < BATCH; round = waiting.peek()) {
                bytes += size(round.notification());
                if (bytes > BATCH_BYTES && !next.isEmpty()) {
                    break;
                }
                next.add(waiting.remove());
            }
            carriers -= next.isEmpty() ? 1 : 0;
        } finally {
            lock.unlock();
        }
        return next;
    }

    /** An upper bound of what a message takes in a batch, envelope and all. */
    static long size(Notification notification) {
        long attributes = 0;
        for (var attribute : notification.attributes().entrySet()) {
            attributes += attribute.getKey().length() * 3L + attribute.getValue().text().length() * 3L + attribute.getValue().binary().length * 2L + 64;
        }
        return notification.message().length() * 3L + attributes + 2_048;
    }

    private Map<Integer, Outcome> send(List<Round> rounds) {
        boolean raw = target.attributes().raw();
        Door door = fanOut.queues().door(target.endpoint(), rounds.getFirst().notification().topicArn());
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>(rounds.size());
        for (int i = 0; i < rounds.size(); i++) {
            entries.add(entry(i, rounds.get(i).notification(), raw, door));
        }
        List<BatchResultErrorEntry> failed =
                door.sqs().sendMessageBatch(request -> request.queueUrl(door.url()).entries(entries)).failed();
        target.counts().delivered(rounds.size() - failed.size());
        return failed.stream().collect(Collectors.toMap(error -> Integer.valueOf(error.id()), SqsTransport::outcome));
    }

    private SendMessageBatchRequestEntry entry(int id, Notification notification, boolean raw, Door door) {
        String version = target.topic().attributes().signatureVersion();
        String body = raw ? notification.messageFor(Protocol.SQS) : fanOut.envelopes().of(notification, Protocol.SQS, version).to(target.arn());
        return SqsSender.entry(id, notification, body, raw, door.fifo());
    }

    /** Those that were not taken are owed, in one commit; the others are done. */
    private void settle(List<Round> rounds, Map<Integer, Outcome> failed) {
        for (int i = 0; i < rounds.size(); i++) {
            if (!failed.containsKey(i)) {
                rounds.get(i).done(1);
            }
        }
        if (!failed.isEmpty()) {
            fanOut.failed(target, failed.keySet().stream().map(rounds::get).toList(), failed.values().iterator().next());
        }
    }
}

package dev.forebay.server;

import dev.forebay.server.CrashDelivery.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Receives and deletes; lets some messages lie until they come back, gives some back at once. A delete that got no answer
 * it repeats at the next server, with the receipt handle from before the crash. Some of what it cannot work off it deletes after it gave it back,
 * while others may send it to the dead-letter queue.
 */
final class CrashConsumer implements CrashWorker {
    /** For which messages hide on the queues under load. */
    static final int HIDDEN_SECONDS = 2;

    private static final int BAD_REQUEST = 400;
    /** Of a hundred. */
    private static final int LATE = 85;

    private final String url;
    private final CrashLedger ledger;
    private final Random random;
    private final boolean fifo;
    private final Predicate<String> fails;
    /** Keys by receipt handle. */
    private final Map<String, String> unanswered = new HashMap<>();
    private int life;

    /** {@code fails}: the keys of messages that this consumer never manages to work off. */
    CrashConsumer(String url, CrashLedger ledger, Random random, boolean fifo, Predicate<String> fails) {
        this.url = url;
        this.ledger = ledger;
        this.random = random;
        this.fifo = fifo;
        this.fails = fails;
    }

    @Override
    public void work(SqsClient sqs, int newLife, Runnable done) {
        life = newLife;
        for (Iterator<Map.Entry<String, String>> open = unanswered.entrySet().iterator(); open.hasNext(); open.remove()) {
            Map.Entry<String, String> handle = open.next();
            delete(sqs, handle.getKey(), handle.getValue());
        }
        for (;;) {
            workOff(sqs, receive(sqs));
            done.run();
        }
    }

    private List<CrashDelivery> receive(SqsClient sqs) {
        Moment begun = Moment.now();
        List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(1 + random.nextInt(10))
                .waitTimeSeconds(1).messageSystemAttributeNames(MessageSystemAttributeName.ALL)).messages();
        Moment moment = begun.answeredNow();
        List<CrashDelivery> deliveries = messages.stream()
                .map(message -> new CrashDelivery(message, life, moment, HIDDEN_SECONDS * 1000L)).toList();
        deliveries.forEach(ledger::received);
        return deliveries;
    }

    private void workOff(SqsClient sqs, List<CrashDelivery> deliveries) {
        List<CrashDelivery> finished = new ArrayList<>();
        for (CrashDelivery delivery : deliveries) {
            int luck = random.nextInt(100);
            if (luck < 3 || fails.test(delivery.key())) {
                release(sqs, delivery);
                if (fails.test(delivery.key()) && luck >= LATE) {
                    finished.add(delivery);
                }
            } else if (luck >= 6) {
                finished.add(delivery);
            }
        }
        finished.forEach(delivery -> unanswered.put(delivery.message().receiptHandle(), delivery.key()));
        if (random.nextBoolean()) {
            finished.forEach(delivery -> {
                delete(sqs, delivery.message().receiptHandle(), delivery.key());
                unanswered.remove(delivery.message().receiptHandle());
            });
        } else if (!finished.isEmpty()) {
            deleteBatch(sqs, finished);
        }
    }

    /** Makes it visible again at once, unless it is already. */
    private void release(SqsClient sqs, CrashDelivery delivery) {
        ledger.releasing(delivery.key());
        try {
            sqs.changeMessageVisibility(
                    r -> r.queueUrl(url).receiptHandle(delivery.message().receiptHandle()).visibilityTimeout(0));
        } catch (SqsException late) {
            requireBadRequest(late);
        }
    }

    private void delete(SqsClient sqs, String handle, String key) {
        ledger.deleting(key);
        try {
            sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle));
            ledger.deleted(key, life);
        } catch (SqsException late) {
            requireFifo(late);
            ledger.notDeleted(key);
        }
    }

    private void deleteBatch(SqsClient sqs, List<CrashDelivery> finished) {
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, finished.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i)).receiptHandle(finished.get(i).message().receiptHandle()).build())
                .toList();
        finished.forEach(delivery -> ledger.deleting(delivery.key()));
        var answer = sqs.deleteMessageBatch(r -> r.queueUrl(url).entries(entries));
        answer.successful().forEach(entry -> ledger.deleted(finished.get(Integer.parseInt(entry.id())).key(), life));
        for (BatchResultErrorEntry failed : answer.failed()) {
            if (!fifo) {
                throw new AssertionError("a standard queue refused a delete: " + failed);
            }
            ledger.notDeleted(finished.get(Integer.parseInt(failed.id())).key());
        }
        entries.forEach(entry -> unanswered.remove(entry.receiptHandle()));
    }

    /** On a FIFO queue a handle has an end: the message's return. On a standard queue it deletes for ever. */
    private void requireFifo(SqsException refusal) {
        requireBadRequest(refusal);
        if (!fifo) {
            throw refusal;
        }
    }

    private static void requireBadRequest(SqsException refusal) {
        if (refusal.statusCode() != BAD_REQUEST) {
            throw refusal;
        }
    }
}

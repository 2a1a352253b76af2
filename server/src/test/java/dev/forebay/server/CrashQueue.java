package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.server.CrashDelivery.Moment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue's name and attributes, and what a test asks of a queue over and over. */
record CrashQueue(String name, Map<QueueAttributeName, String> attributes) {
    /** AWS: the longest that a message can be hidden. */
    static final int FOR_EVER_SECONDS = 43_200;

    private static final int WHOLE_BATCH = 10;
    /** Longer than anything is hidden or delayed under load. */
    private static final int PATIENCE_SECONDS = CrashConsumer.HIDDEN_SECONDS + 2;

    static CrashQueue standard(String name) {
        return new CrashQueue(name, hidden());
    }

    static CrashQueue fifo(String name, boolean byContent) {
        Map<QueueAttributeName, String> attributes = hidden();
        attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
        attributes.put(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, Boolean.toString(byContent));
        return new CrashQueue(name, attributes);
    }

    private static Map<QueueAttributeName, String> hidden() {
        return new HashMap<>(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, Integer.toString(CrashConsumer.HIDDEN_SECONDS)));
    }

    CrashQueue withDeadLetters(String arn, int maxReceiveCount) {
        return with(QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":" + maxReceiveCount + "}");
    }

    CrashQueue underKey(String key) {
        return with(QueueAttributeName.KMS_MASTER_KEY_ID, key);
    }

    /** AWS: a queue of which nothing is said is encrypted by SQS. */
    CrashQueue inTheClear() {
        return with(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "false");
    }

    private CrashQueue with(QueueAttributeName attribute, String value) {
        Map<QueueAttributeName, String> more = new HashMap<>(attributes);
        more.put(attribute, value);
        return new CrashQueue(name, more);
    }

    /** Its URL; makes the queue if it is not there. A restart may change the port, so do not keep it. */
    String url(SqsClient sqs) {
        return sqs.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
    }

    Counts counts(SqsClient sqs) {
        Map<QueueAttributeName, String> all =
                sqs.getQueueAttributes(r -> r.queueUrl(url(sqs)).attributeNames(QueueAttributeName.ALL)).attributes();
        return new Counts(
                Integer.parseInt(all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
                Integer.parseInt(all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)),
                Integer.parseInt(all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)));
    }

    /** Up to ten messages, hidden for so long; at once. */
    List<Message> receive(SqsClient sqs, int hiddenSeconds) {
        return receive(sqs, url(sqs), hiddenSeconds, 0);
    }

    private static List<Message> receive(SqsClient sqs, String url, int hiddenSeconds, int waitSeconds) {
        return sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(WHOLE_BATCH).visibilityTimeout(hiddenSeconds)
                .waitTimeSeconds(waitSeconds).messageSystemAttributeNames(MessageSystemAttributeName.ALL)).messages();
    }

    /** Takes everything out, until nothing more comes in the time in which all that was hidden returns. */
    void drain(SqsClient sqs, CrashLedger ledger, int life) {
        String url = url(sqs);
        for (;;) {
            Moment begun = Moment.now();
            List<Message> messages = receive(sqs, url, FOR_EVER_SECONDS, PATIENCE_SECONDS);
            if (messages.isEmpty()) {
                return;
            }
            Moment moment = begun.answeredNow();
            List<CrashDelivery> deliveries = messages.stream()
                    .map(message -> new CrashDelivery(message, life, moment, FOR_EVER_SECONDS * 1000L)).toList();
            deliveries.forEach(ledger::received);
            deliveries.forEach(delivery -> ledger.drained(delivery.key()));
            delete(sqs, url, messages);
            deliveries.forEach(delivery -> {
                ledger.deleting(delivery.key());
                ledger.deleted(delivery.key(), life);
            });
        }
    }

    private static void delete(SqsClient sqs, String url, List<Message> messages) {
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, messages.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id("n" + i).receiptHandle(messages.get(i).receiptHandle()).build())
                .toList();
        assertThat(sqs.deleteMessageBatch(r -> r.queueUrl(url).entries(entries)).failed()).isEmpty();
    }

    /** How many messages are where. */
    record Counts(long visible, long inFlight, long delayed) {
        long sum() {
            return visible + inFlight + delayed;
        }
    }
}

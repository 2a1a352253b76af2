package dev.forebay.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** The orders' queue and its dead-letter queue. Everything that their story asks of SQS is here. Thread-safe. */
final class DemoOrdersQueues implements AutoCloseable {

    /** Most messages in one call. */
    static final int BATCH = 10;

    private final SqsClient sqs;
    private final String orders;
    private final String dead;

    private DemoOrdersQueues(SqsClient sqs, String orders, String dead) {
        this.sqs = sqs;
        this.orders = orders;
        this.dead = dead;
    }

    /** Makes both queues; the name must be new. */
    static DemoOrdersQueues create(SqsClient sqs, String name, DemoOrdersPlan plan) {
        String dead = sqs.createQueue(queue -> queue.queueName(name + "-dead")).queueUrl();
        String redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}".formatted(arn(sqs, dead), plan.attempts());
        String orders = sqs.createQueue(queue -> queue.queueName(name).attributes(Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(plan.visibility().toSeconds()),
                QueueAttributeName.REDRIVE_POLICY, redrive))).queueUrl();
        return new DemoOrdersQueues(sqs, orders, dead);
    }

    private static String arn(SqsClient sqs, String queue) {
        return sqs.getQueueAttributes(ask -> ask.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes().get(QueueAttributeName.QUEUE_ARN);
    }

    /** Sends up to ten orders; when this returns, they are safe. */
    void send(List<DemoOrder> batch) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (DemoOrder order : batch) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(order.number())).messageBody(order.body()).build());
        }
        SendMessageBatchResponse response = sqs.sendMessageBatch(send -> send.queueUrl(orders).entries(entries));
        if (!response.failed().isEmpty()) {
            throw new IllegalStateException("SQS refused orders: " + response.failed());
        }
    }

    /** Up to ten orders, waiting up to a second for the first. */
    List<Message> receive() {
        return sqs.receiveMessage(receive -> receive.queueUrl(orders).maxNumberOfMessages(BATCH).waitTimeSeconds(1)).messages();
    }

    void delete(Message message) {
        sqs.deleteMessage(delete -> delete.queueUrl(orders).receiptHandle(message.receiptHandle()));
    }

    /** Gives a message back, to be received again after a while. One that was held too long has gone back by itself. */
    void giveBack(Message message, Duration after) {
        try {
            sqs.changeMessageVisibility(change -> change.queueUrl(orders)
                    .receiptHandle(message.receiptHandle()).visibilityTimeout((int) after.toSeconds()));
        } catch (MessageNotInflightException alreadyBack) {
            return;
        }
    }

    /** Sends the dead letters back to where they came from. */
    void redrive() {
        String source = arn(sqs, dead);
        sqs.startMessageMoveTask(move -> move.sourceArn(source));
    }

    Depth depth() {
        Map<QueueAttributeName, String> queue = counts(orders);
        Map<QueueAttributeName, String> letters = counts(dead);
        return new Depth(count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                count(letters, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private Map<QueueAttributeName, String> counts(String queue) {
        return sqs.getQueueAttributes(ask -> ask.queueUrl(queue).attributeNames(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).attributes();
    }

    private static int count(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
        return Integer.parseInt(counts.get(name));
    }

    /** Deletes both queues. */
    @Override
    public void close() {
        sqs.deleteQueue(delete -> delete.queueUrl(orders));
        sqs.deleteQueue(delete -> delete.queueUrl(dead));
    }

    /**
     * What the queues hold, as SQS tells it.
     *
     * @param waiting  to be fetched
     * @param inFlight fetched and not deleted: hidden for a while
     * @param dead     set aside in the dead-letter queue
     */
    record Depth(int waiting, int inFlight, int dead) {
        boolean isEmpty() {
            return waiting + inFlight + dead == 0;
        }
    }
}

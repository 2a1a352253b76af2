package dev.forebay.server;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The purchases' topic and its queues. Everything that their story asks of SNS and SQS is here. Thread-safe. */
final class DemoFanoutQueues implements AutoCloseable {
    private static final int BATCH = 10;

    private final SnsClient sns;
    private final SqsClient sqs;
    private final String topic;
    private final Map<DemoBranch, String> queues = new EnumMap<>(DemoBranch.class);

    private DemoFanoutQueues(SnsClient sns, SqsClient sqs, String topic) {
        this.sns = sns;
        this.sqs = sqs;
        this.topic = topic;
    }

    /** Makes the topic, the queues and their subscriptions; the name must be new. */
    static DemoFanoutQueues create(SnsClient sns, SqsClient sqs, String name) {
        String topic = sns.createTopic(create -> create.name(name)).topicArn();
        DemoFanoutQueues made = new DemoFanoutQueues(sns, sqs, topic);
        for (DemoBranch branch : DemoBranch.values()) {
            String queue = sqs.createQueue(create -> create.queueName(name + "-" + branch.title())).queueUrl();
            made.queues.put(branch, queue);
            String arn = made.ask(queue, QueueAttributeName.QUEUE_ARN).get(QueueAttributeName.QUEUE_ARN);
            sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("sqs").endpoint(arn)
                    .attributes(Map.of("FilterPolicy", branch.policy(), "RawMessageDelivery", "true")));
        }
        return made;
    }

    /** When this returns, the purchase is safe, and will be in each queue that wants it. */
    void publish(DemoPurchase purchase) {
        sns.publish(publish -> publish.topicArn(topic).message(purchase.body()).messageAttributes(purchase.attributes()));
    }

    /** Up to ten purchases, waiting up to a second for the first. */
    List<Message> receive(DemoBranch branch) {
        return sqs.receiveMessage(receive -> receive.queueUrl(queues.get(branch)).maxNumberOfMessages(BATCH).waitTimeSeconds(1)).messages();
    }

    /** Deletes what was received in one call; one that is refused comes again. */
    void delete(DemoBranch branch, List<Message> messages) {
        List<DeleteMessageBatchRequestEntry> entries = messages.stream().map(message -> DeleteMessageBatchRequestEntry.builder()
                .id(message.messageId()).receiptHandle(message.receiptHandle()).build()).toList();
        sqs.deleteMessageBatch(delete -> delete.queueUrl(queues.get(branch)).entries(entries));
    }

    /** What a queue holds, received or not. */
    int depth(DemoBranch branch) {
        return ask(queues.get(branch), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE).values().stream().mapToInt(Integer::parseInt).sum();
    }

    private Map<QueueAttributeName, String> ask(String queue, QueueAttributeName... names) {
        return sqs.getQueueAttributes(ask -> ask.queueUrl(queue).attributeNames(names)).attributes();
    }

    /** Deletes the topic, with its subscriptions, and the queues. */
    @Override
    public void close() {
        sns.deleteTopic(delete -> delete.topicArn(topic));
        queues.values().forEach(queue -> sqs.deleteQueue(delete -> delete.queueUrl(queue)));
    }
}

package dev.forebay.server;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Publishes one message after the other until the server is gone, and notes which of them were acknowledged. */
final class CrashPublisher {
    private static final String TOPICS = "arn:aws:sns:us-east-1:000000000000:";
    private static final String QUEUES = "arn:aws:sqs:us-east-1:000000000000:";

    private final String name;
    private final boolean fifo;
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private int count;

    private CrashPublisher(String name, boolean fifo) {
        this.name = name;
        this.fifo = fifo;
    }

    /** Publishes to the standard topic, with its name as the attribute {@code colour}. */
    static CrashPublisher standard(String colour) {
        return new CrashPublisher(colour, false);
    }

    /** Publishes to the FIFO topic, in a group of its own. */
    static CrashPublisher fifo(String group) {
        return new CrashPublisher(group, true);
    }

    /** Makes topics, queues and subscriptions; those in order in the clear, the others encrypted, under a key or by SQS. */
    static void prepare(URI endpoint, CrashSubscriber web) throws Exception {
        SqsClient sqs = CrashClient.of(endpoint);
        String key = CrashClient.newKey(endpoint);
        sqs.createQueue(r -> r.queueName("all").attributesWithStrings(Map.of("KmsMasterKeyId", key)));
        sqs.createQueue(r -> r.queueName("red"));
        sqs.createQueue(r -> r.queueName("payments.fifo").attributesWithStrings(Map.of("FifoQueue", "true", "SqsManagedSseEnabled", "false")));
        SnsClient sns = CrashClient.sns(endpoint);
        sns.createTopic(r -> r.name("purchases").attributes(Map.of("KmsMasterKeyId", key)));
        sns.createTopic(r -> r.name("payments.fifo").attributes(Map.of("FifoTopic", "true")));
        subscribe(sns, "purchases", "sqs", QUEUES + "all", Map.of("RawMessageDelivery", "true"));
        subscribe(sns, "purchases", "sqs", QUEUES + "red", Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"colour\":[\"red\"]}"));
        subscribe(sns, "payments.fifo", "sqs", QUEUES + "payments.fifo", Map.of("RawMessageDelivery", "true"));
        subscribe(sns, "purchases", "http", web.url(), Map.of("RawMessageDelivery", "true"));
        String token = web.token();
        sns.confirmSubscription(r -> r.topicArn(TOPICS + "purchases").token(token));
    }

    private static void subscribe(SnsClient sns, String topic, String protocol, String endpoint, Map<String, String> attributes) {
        sns.subscribe(r -> r.topicArn(TOPICS + topic).protocol(protocol).endpoint(endpoint).attributes(attributes));
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Until the server is gone; tells of each acknowledgement. */
    void run(URI endpoint, Runnable onAnswer) {
        SnsClient sns = CrashClient.sns(endpoint);
        try {
            for (;;) {
                publish(sns, "%s%07d".formatted(name, count++));
                onAnswer.run();
            }
        } catch (SdkException serverIsGone) {
            // What was not answered may have been published or not.
            return;
        }
    }

    private void publish(SnsClient sns, String body) {
        if (fifo) {
            sns.publish(r -> r.topicArn(TOPICS + "payments.fifo").message(body).messageGroupId(name).messageDeduplicationId(body));
        } else {
            sns.publish(r -> r.topicArn(TOPICS + "purchases").message(body).messageAttributes(
                    Map.of("colour", MessageAttributeValue.builder().dataType("String").stringValue(name).build())));
        }
        acknowledged.add(body);
    }
}

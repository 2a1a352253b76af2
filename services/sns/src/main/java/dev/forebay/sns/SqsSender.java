package dev.forebay.sns;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Puts notifications into queues, by AWS's own interface: as {@code sns.amazonaws.com}, through the door that everybody takes. */
final class SqsSender {
    /** AWS: what a queue's message cannot carry. */
    static final int MAX_ATTRIBUTES = 10;

    private final Function<Caller, SqsClient> sqs;

    SqsSender(Function<Caller, SqsClient> sqs) {
        this.sqs = sqs;
    }

    /** The way to a queue, given its ARN, for a topic, which is what the queue's policy asks for as {@code aws:SourceArn}. Cheap. */
    Door door(String queueArn, String topicArn) {
        Arn arn = Arn.parse(queueArn).orElseThrow();
        Caller caller = Caller.service("sns", new AccountId(arn.account()), new Region(arn.region())).onBehalfOf(topicArn);
        return new Door(sqs.apply(caller), "http://sqs.amazonaws.invalid/" + arn.account() + "/" + arn.resource(), arn.resource().endsWith(".fifo"));
    }

    /** Whether a text is the ARN of a queue. */
    static boolean isQueue(String text) {
        // One spelling for a queue, so that conditions on sns:Endpoint mean it.
        return Arn.parse(text).filter(arn -> arn.partition().equals("aws") && arn.service().equals("sqs")
                && AccountId.isValid(arn.account()) && Region.isValid(arn.region())).isPresent();
    }

    /**
     * What a queue gets.
     *
     * @param body what it is to read: the message itself, or its envelope
     * @param raw  whether the message's attributes go along, as they do when the body has no envelope that shows them
     */
    static SendMessageBatchRequestEntry entry(int id, Notification notification, String body, boolean raw, boolean fifoQueue) {
        SendMessageBatchRequestEntry.Builder entry = SendMessageBatchRequestEntry.builder().id(Integer.toString(id)).messageBody(body);
        if (raw && !notification.attributes().isEmpty()) {
            entry.messageAttributes(attributes(notification.attributes()));
        }
        if (!notification.traceHeader().isEmpty()) {
            entry.messageSystemAttributes(Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                    MessageSystemAttributeValue.builder().dataType("String").stringValue(notification.traceHeader()).build()));
        }
        if (fifoQueue) {
            // AWS: a repetition from the archive is one on purpose.
            String again = notification.replayed() ? "-" + notification.messageId() : "";
            entry.messageGroupId(notification.groupId()).messageDeduplicationId(shortened(notification.deduplicationId(), again));
        } else if (notification.sequence() == 0 && !notification.groupId().isEmpty()) {
            // AWS: a standard topic hands the group on to standard queues, for fairness; a FIFO topic does not.
            entry.messageGroupId(notification.groupId());
        }
        return entry.build();
    }

    private static String shortened(String id, String suffix) {
        int room = 128 - suffix.length();
        return (id.length() <= room ? id : id.substring(0, room)) + suffix;
    }

    private static Map<String, MessageAttributeValue> attributes(Map<String, MessageAttribute> attributes) {
        Map<String, MessageAttributeValue> values = HashMap.newHashMap(attributes.size());
        attributes.forEach((name, attribute) -> {
            MessageAttributeValue.Builder value = MessageAttributeValue.builder().dataType(attribute.type());
            values.put(name, (attribute.isBinary()
                    ? value.binaryValue(SdkBytes.fromByteArrayUnsafe(attribute.binary())) : value.stringValue(attribute.text())).build());
        });
        return values;
    }

    /**
     * The way to one queue.
     *
     * @param url whatever its host, queues are found by the path
     */
    record Door(SqsClient sqs, String url, boolean fifo) {}
}

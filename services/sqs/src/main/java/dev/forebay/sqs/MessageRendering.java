package dev.forebay.sqs;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.Message.Builder;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Makes AWS's messages of deliveries, with the attributes that the receive asked for. */
final class MessageRendering {
    private final Queue queue;
    private final Caller caller;
    private final Set<String> systemAttributes;
    private final AttributeFilter attributes;

    private MessageRendering(Queue queue, Caller caller, Set<String> systemAttributes, AttributeFilter attributes) {
        this.queue = queue;
        this.caller = caller;
        this.systemAttributes = systemAttributes;
        this.attributes = attributes;
    }

    /** AWS: the older parameter for system attributes still works. */
    @SuppressWarnings("deprecation")
    static MessageRendering of(Queue queue, Caller caller, ReceiveMessageRequest request) {
        Set<String> system = AttributeFilter.systemAttributes(
                request.attributeNamesAsStrings(), request.messageSystemAttributeNamesAsStrings());
        return new MessageRendering(queue, caller, system, AttributeFilter.of(request.messageAttributeNames()));
    }

    /** Reads what memory did not have, and opens it. A message that was deleted in between is left out. */
    List<software.amazon.awssdk.services.sqs.model.Message> render(List<Delivery> deliveries) {
        List<software.amazon.awssdk.services.sqs.model.Message> messages = new ArrayList<>(deliveries.size());
        Opening opening = new Opening(queue, caller);
        for (Delivery delivery : deliveries) {
            delivery.bytes().or(() -> read(delivery)).flatMap(bytes -> opening.open(delivery, bytes))
                    .ifPresent(message -> messages.add(render(delivery, message)));
        }
        opening.finish(!messages.isEmpty());
        return messages;
    }

    private Optional<byte[]> read(Delivery delivery) {
        return queue.environment().store().get(
                Keys.of(queue.partition().number(), Tables.MESSAGE, queue.incarnation(), delivery.sequence()));
    }

    private software.amazon.awssdk.services.sqs.model.Message render(Delivery delivery, Message message) {
        Builder builder = software.amazon.awssdk.services.sqs.model.Message.builder()
                .messageId(message.id().toString())
                .receiptHandle(delivery.handle().toString())
                .md5OfBody(message.bodyMd5Hex())
                .body(message.bodyText());
        if (!systemAttributes.isEmpty()) {
            builder.attributesWithStrings(systemAttributes(delivery, message));
        }
        if (message.hasAttributes() && !attributes.isEmpty()) {
            addAttributes(builder, message);
        }
        return builder.build();
    }

    /** AWS: the sum is over the attributes that are returned, and absent when there are none. */
    private void addAttributes(Builder builder, Message message) {
        Map<String, MessageAttributeValue> wanted = new HashMap<>(MessageAttributes.decode(message.attributes()));
        wanted.keySet().removeIf(name -> !attributes.matches(name));
        if (!wanted.isEmpty()) {
            builder.messageAttributes(wanted).md5OfMessageAttributes(MessageAttributes.md5Hex(wanted));
        }
    }

    private Map<String, String> systemAttributes(Delivery delivery, Message message) {
        Map<String, String> values = new HashMap<>();
        long before = message.firstReceivedAtBefore();
        add(values, "SenderId", message.sender());
        add(values, "SentTimestamp", Long.toString(message.sentAt()));
        add(values, "ApproximateReceiveCount", Integer.toString(message.receivesBefore() + delivery.receives()));
        add(values, "ApproximateFirstReceiveTimestamp", Long.toString(before > 0 ? before : delivery.firstReceivedAt()));
        add(values, "MessageGroupId", message.group());
        add(values, "MessageDeduplicationId", message.deduplicationId());
        add(values, "AWSTraceHeader", message.traceHeader());
        add(values, "DeadLetterQueueSourceArn", message.source());
        if (queue.isFifo()) {
            add(values, "SequenceNumber", SequenceNumbers.format(delivery.sequence()));
        }
        return values;
    }

    private void add(Map<String, String> values, String name, String value) {
        if (!value.isEmpty() && systemAttributes.contains(name)) {
            values.put(name, value);
        }
    }
}

package dev.forebay.sqs;

import dev.forebay.envelope.DataKey;
import dev.forebay.runtime.Ids;
import dev.forebay.sqs.Message.Content;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Makes a message of what a caller sent: checks it against AWS's rules and the queue's attributes, and encodes it. */
final class OutgoingFactory {
    private static final int MAX_DELAY_SECONDS = 900;
    private static final byte[] NONE = new byte[0];

    private final Queue queue;
    private final String sender;
    /** None where the queue is not encrypted. */
    private final Optional<DataKey> dataKey;
    private final RandomGenerator random;

    OutgoingFactory(Queue queue, String sender, Optional<DataKey> dataKey) {
        this.queue = queue;
        this.sender = sender;
        this.dataKey = dataKey;
        this.random = queue.environment().random();
    }

    /** One message to be sent, whether alone or in a batch. */
    record Draft(
            String body,
            Integer delaySeconds,
            Map<String, MessageAttributeValue> attributes,
            Map<String, MessageSystemAttributeValue> systemAttributes,
            String deduplicationId,
            String group) {

        static Draft of(SendMessageRequest request) {
            return new Draft(
                    request.messageBody(),
                    request.delaySeconds(),
                    request.messageAttributes(),
                    request.messageSystemAttributesAsStrings(),
                    request.messageDeduplicationId(),
                    request.messageGroupId());
        }

        static Draft of(SendMessageBatchRequestEntry entry) {
            return new Draft(
                    entry.messageBody(),
                    entry.delaySeconds(),
                    entry.messageAttributes(),
                    entry.messageSystemAttributesAsStrings(),
                    entry.messageDeduplicationId(),
                    entry.messageGroupId());
        }
    }

    /** The message, and its size as AWS counts it. */
    record Made(Outgoing outgoing, int size) {}

    Made make(Draft draft) {
        byte[] body = MessageBody.checked(draft.body);
        MessageAttributes.check(draft.attributes);
        String trace = MessageSystemAttributes.traceHeader(draft.systemAttributes);
        int size = body.length + MessageAttributes.size(draft.attributes);
        if (size > queue.attributes().maximumMessageSize()) {
            throw SqsErrors.messageTooLong(queue.attributes().maximumMessageSize());
        }
        String group = group(draft);
        String deduplicationId = deduplicationId(draft, body);
        byte[] attributes = draft.attributes.isEmpty() ? NONE : MessageAttributes.encode(draft.attributes);
        Content content = new Content(digest("MD5", body), attributes, body);
        Message message = message(new MessageFields(sender, group, deduplicationId, trace, "", 0, 0), content);
        return new Made(new Outgoing(message, delayMillis(draft), key(group, deduplicationId)), size);
    }

    private Message message(MessageFields fields, Content content) {
        if (dataKey.isEmpty()) {
            return Message.draft(Ids.uuid(random), fields, content.attributes(), content.bodyMd5(), content.body());
        }
        Message opened = Message.opened(Ids.uuid(random), fields, dataKey.get().number(), content);
        return MessageSeals.sealed(opened, queue, dataKey.get());
    }

    private String group(Draft draft) {
        if (draft.group == null) {
            if (queue.isFifo()) {
                throw SqsErrors.missingParameter("MessageGroupId");
            }
            return "";
        }
        return MessageIds.checked(draft.group, "MessageGroupId");
    }

    private String deduplicationId(Draft draft, byte[] body) {
        String id = draft.deduplicationId;
        if (!queue.isFifo()) {
            if (id != null) {
                throw SqsErrors.notForThisQueueType(id, "MessageDeduplicationId");
            }
            return "";
        }
        if (id != null) {
            return MessageIds.checked(id, "MessageDeduplicationId");
        }
        if (!queue.attributes().contentBasedDeduplication()) {
            throw SqsErrors.invalidParameterValue(
                    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");
        }
        // AWS: the hash is of the body alone, without attributes.
        return HexFormat.of().formatHex(digest("SHA-256", body));
    }

    /** What a message is known by: its id, in the queue or, where the queue says so, in its group. */
    private String key(String group, String deduplicationId) {
        if (deduplicationId.isEmpty()) {
            return "";
        }
        String name = queue.contentNames().of(deduplicationId);
        return queue.attributes().deduplicatesByGroup() ? group + '\0' + name : name;
    }

    private long delayMillis(Draft draft) {
        Integer delay = draft.delaySeconds;
        if (delay != null && (delay < 0 || delay > MAX_DELAY_SECONDS)) {
            throw SqsErrors.invalidParameter(delay, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
        }
        if (!queue.isFifo()) {
            return (delay == null ? queue.attributes().delaySeconds() : delay) * 1000L;
        }
        if (delay != null && delay != 0) {
            throw SqsErrors.notForThisQueueType(delay, "DelaySeconds");
        }
        return 0;
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

}

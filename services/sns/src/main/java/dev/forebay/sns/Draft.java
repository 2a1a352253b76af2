package dev.forebay.sns;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** One message to be published, as it came, alone or in a batch: checks it by AWS's rules and makes a notification of it. */
record Draft(
        String message,
        String subject,
        String structure,
        Map<String, MessageAttributeValue> attributes,
        String group,
        String deduplicationId,
        String trace) {

    private static final int MAX_SUBJECT = 100;
    private static final int MAX_ID = 128;

    static Draft of(PublishRequest request, String trace) {
        return new Draft(request.message(), request.subject(), request.messageStructure(), request.messageAttributes(),
                request.messageGroupId(), request.messageDeduplicationId(), trace);
    }

    static Draft of(PublishBatchRequestEntry entry, String trace) {
        return new Draft(entry.message(), entry.subject(), entry.messageStructure(), entry.messageAttributes(),
                entry.messageGroupId(), entry.messageDeduplicationId(), trace);
    }

    /** Checked for a topic. */
    Made forTopic(Topic topic, UUID id, long now) {
        String groupId = group == null ? "" : checkedId(group, "MessageGroupId");
        String deduplication = topic.isFifo() ? deduplicationId(topic) : noDeduplicationId();
        return make(topic.arn(), id, now, topic.attributes().maximumMessageSize(), groupId, deduplication);
    }

    /** Checked for a phone or a mobile endpoint. */
    Made forEndpoint(UUID id, long now) {
        return make("", id, now, 262_144, "", "");
    }

    private Made make(String topicArn, UUID id, long now, int most, String groupId, String deduplication) {
        checkMessage();
        checkSubject();
        boolean structured = "json".equals(structure);
        if (structured) {
            MessageStructure.checked(message);
        }
        Map<String, MessageAttribute> checked = MessageAttributes.checked(attributes);
        long size = MessageAttributes.utf8(message) + MessageAttributes.size(checked);
        if (size > most) {
            throw SnsErrors.invalidParameter("Message too long");
        }
        return new Made(new Notification(id, 0, now, topicArn, subject == null ? "" : subject, message, structured, checked, groupId,
                deduplication, trace, false), size);
    }

    private void checkMessage() {
        if (message == null || message.isEmpty()) {
            throw SnsErrors.invalidParameter("Empty message");
        }
        if (structure != null && !structure.isEmpty() && !structure.equals("json")) {
            throw SnsErrors.invalidParameter("MessageStructure");
        }
    }

    /** AWS: a subject is printable and shorter than a hundred characters. */
    private void checkSubject() {
        if (subject != null && (subject.isEmpty() || subject.length() >= MAX_SUBJECT || subject.chars().anyMatch(c -> c < ' ' || c == 0x7f))) {
            throw SnsErrors.invalidParameter("Subject");
        }
    }

    private String deduplicationId(Topic topic) {
        if (group == null || group.isEmpty()) {
            throw SnsErrors.invalidParameter("The MessageGroupId parameter is required for FIFO topics");
        }
        if (deduplicationId != null && !deduplicationId.isEmpty()) {
            return checkedId(deduplicationId, "MessageDeduplicationId");
        }
        if (!topic.attributes().contentBasedDeduplication()) {
            throw SnsErrors.invalidParameter(
                    "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");
        }
        return message == null ? "" : sha256(message);
    }

    private String noDeduplicationId() {
        if (deduplicationId != null && !deduplicationId.isEmpty()) {
            throw SnsErrors.invalidParameter("MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter"
                    + " that is not valid for this topic type");
        }
        return "";
    }

    private static String checkedId(String id, String name) {
        if (id.length() > MAX_ID || id.isEmpty() || !id.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw SnsErrors.invalidParameter(name + " Reason: " + name + " can only include alphanumeric and punctuation characters. 1 to 128 in length");
        }
        return id;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The notification, and its size as AWS counts it. */
    record Made(Notification notification, long size) {}
}

package dev.forebay.sns;

import java.util.Map;
import java.util.UUID;

/**
 * One published message on its way to subscribers. Immutable.
 *
 * @param messageId       what the publisher was told
 * @param sequence        its number in a FIFO topic; 0 on standard topics
 * @param publishedAt     milliseconds since 1970
 * @param topicArn        the topic; empty when it was published to a phone number or a mobile endpoint
 * @param subject         empty for none
 * @param message         the text; with a structure, the JSON object that has a text for each protocol
 * @param structured      whether the publisher set MessageStructure to {@code json}
 * @param attributes      in the order in which they were given
 * @param groupId         empty for none
 * @param deduplicationId empty for none; on FIFO topics with content-based deduplication the hash of the message
 * @param traceHeader     the publisher's X-Ray header; empty for none
 * @param replayed        whether it comes from a FIFO topic's archive
 */
record Notification(
        UUID messageId,
        long sequence,
        long publishedAt,
        String topicArn,
        String subject,
        String message,
        boolean structured,
        Map<String, MessageAttribute> attributes,
        String groupId,
        String deduplicationId,
        String traceHeader,
        boolean replayed) {

    /** The text for a protocol: its own where the message is structured and has one, else the default. */
    String messageFor(Protocol protocol) {
        return structured ? MessageStructure.of(message).text(protocol.aws) : message;
    }
}

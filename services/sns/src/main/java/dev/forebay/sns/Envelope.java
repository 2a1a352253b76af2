package dev.forebay.sns;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The JSON text in which a notification reaches queues, HTTP endpoints and mailboxes of programs, unless it goes raw.
 *
 * <p>It is the same for all subscriptions but for one address, so it is written once, in two parts between which that
 * address is set in. Immutable.
 */
final class Envelope {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    /** Names, blanks, identifiers, signature and addresses. */
    private static final int FRAME = 1_400;
    private static final String SEQUENCE_HEAD = "1";
    private static final int SEQUENCE_DIGITS = 19;
    private static final int SEQUENCE_STEP = 1_000;

    private final String head;
    private final String tail;

    private Envelope(String head, String tail) {
        this.head = head;
        this.tail = tail;
    }

    /**
     * What makes an envelope trustworthy.
     *
     * @param version        {@code 1} or {@code 2}; empty for none
     * @param signature      base64
     * @param certificateUrl where the certificate is
     */
    record Seal(String version, String signature, String certificateUrl) {

        /** AWS: what comes from a FIFO topic is not signed. */
        static final Seal NONE = new Seal("", "", "");
    }

    /**
     * Writes what all subscriptions of a protocol have in common.
     *
     * @param text               the message for the protocol
     * @param beforeSubscription the address to unsubscribe, up to the subscription's name
     */
    static Envelope prepare(Notification notification, String text, Seal seal, String beforeSubscription) {
        EnvelopeWriter json = new EnvelopeWriter(text.length() + text.length() / 8 + FRAME);
        json.member("Type", "Notification").member("MessageId", notification.messageId().toString());
        if (isFifo(notification)) {
            json.member("SequenceNumber", sequenceNumber(notification.sequence()));
        }
        json.member("TopicArn", notification.topicArn());
        if (!notification.subject().isEmpty()) {
            json.member("Subject", notification.subject());
        }
        json.member("Message", text).member("Timestamp", timestamp(notification.publishedAt()));
        if (!seal.equals(Seal.NONE)) {
            json.member("SignatureVersion", seal.version())
                    .member("Signature", seal.signature())
                    .member("SigningCertURL", seal.certificateUrl());
        }
        String head = json.open("UnsubscribeURL").text() + beforeSubscription;
        return new Envelope(head, tail(notification));
    }

    /** The whole envelope for one subscription. */
    String to(String subscriptionArn) {
        return head + subscriptionArn + tail;
    }

    /** The same as UTF-8. */
    byte[] bytesTo(String subscriptionArn) {
        return to(subscriptionArn).getBytes(StandardCharsets.UTF_8);
    }

    /** How many characters it takes, but for the subscription. */
    int length() {
        return head.length() + tail.length();
    }

    /** AWS: milliseconds always, even if there are none. */
    static String timestamp(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    /** How the sequence of a FIFO topic is shown. AWS: 20 digits, growing, not consecutive. */
    static String sequenceNumber(long sequence) {
        String digits = Long.toString(Math.multiplyExact(sequence, SEQUENCE_STEP));
        return SEQUENCE_HEAD + "0".repeat(SEQUENCE_DIGITS - digits.length()) + digits;
    }

    static boolean isFifo(Notification notification) {
        return notification.topicArn().endsWith(".fifo");
    }

    /** From the quote that closes the address to the end. */
    private static String tail(Notification notification) {
        StringBuilder out = new StringBuilder("\"");
        if (!notification.attributes().isEmpty()) {
            out.append(",\n  \"MessageAttributes\" : {");
            attributes(out, notification.attributes());
            out.append("\n  }");
        }
        if (notification.replayed()) {
            // AWS: its documentation names this member and shows neither its place nor its value.
            out.append(",\n  \"Replayed\" : \"true\"");
        }
        return out.append("\n}").toString();
    }

    private static void attributes(StringBuilder out, Map<String, MessageAttribute> attributes) {
        String separator = "\n    ";
        for (Map.Entry<String, MessageAttribute> attribute : attributes.entrySet()) {
            out.append(separator);
            separator = ",\n    ";
            EnvelopeWriter.quote(out, attribute.getKey());
            out.append(" : {\"Type\":");
            EnvelopeWriter.quote(out, attribute.getValue().type());
            out.append(",\"Value\":");
            EnvelopeWriter.quote(out, attribute.getValue().shown());
            out.append('}');
        }
    }
}

package dev.forebay.sns;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;

/**
 * Signs notifications and confirmations as AWS does, so that AWS's published validators accept them. What is signed is a
 * text of names and values, each followed by a line feed, in a fixed order.
 *
 * <p>Thread-safe, and pure: the same message gets the same signature. A signature costs more than a millisecond of processor
 * time, so callers keep it; see {@link Envelopes}.
 */
final class Signer {
    private final SigningKeys keys;

    Signer(SigningKeys keys) {
        this.keys = keys;
    }

    /** The file name of the certificate. */
    String certificateName() {
        return keys.current().certificateName();
    }

    /** The file of a certificate by its name, if it is served. */
    Optional<byte[]> certificate(String name) {
        return keys.certificate(name);
    }

    /** Signs a notification whose text is the same for all protocols. */
    String sign(Notification notification, String version) {
        return sign(notification, notification.message(), version);
    }

    /**
     * Signs a notification.
     *
     * @param text    the message as the receiver gets it
     * @param version {@code 1}: SHA-1, {@code 2}: SHA-256
     */
    String sign(Notification notification, String text, String version) {
        return sign(canonical(notification, text), version);
    }

    String sign(Confirmation confirmation, String subscribeUrl, String version) {
        return sign(canonical(confirmation, subscribeUrl), version);
    }

    /** AWS: a subject that was not given is left out. */
    static String canonical(Notification notification, String text) {
        return line("Message", text)
                + line("MessageId", notification.messageId().toString())
                + (notification.subject().isEmpty() ? "" : line("Subject", notification.subject()))
                + line("Timestamp", Envelope.timestamp(notification.publishedAt()))
                + line("TopicArn", notification.topicArn())
                + line("Type", "Notification");
    }

    static String canonical(Confirmation confirmation, String subscribeUrl) {
        return line("Message", confirmation.message())
                + line("MessageId", confirmation.messageId().toString())
                + line("SubscribeURL", subscribeUrl)
                + line("Timestamp", Envelope.timestamp(confirmation.at()))
                + line("Token", confirmation.token())
                + line("TopicArn", confirmation.topicArn())
                + line("Type", confirmation.kind().aws);
    }

    private static String line(String name, String value) {
        return name + "\n" + value + "\n";
    }

    private String sign(String canonical, String version) {
        try {
            Signature signature = Signature.getInstance(algorithm(version));
            signature.initSign(keys.current().key());
            signature.update(canonical.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot sign", e);
        }
    }

    private static String algorithm(String version) {
        return switch (version) {
            case "1" -> "SHA1withRSA";
            case "2" -> "SHA256withRSA";
            default -> throw new IllegalArgumentException("signature version " + version);
        };
    }
}

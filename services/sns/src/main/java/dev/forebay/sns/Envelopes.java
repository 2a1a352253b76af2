package dev.forebay.sns;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes envelopes and confirmations, and keeps the envelopes that were made last: a notification goes to many
 * subscriptions at about the same time, and its signature is dear.
 *
 * <p>Any number of threads may ask. What is kept is bounded by the length of its texts: there are two generations, a young
 * one that grows and an old one that is only read; when the young one is full it becomes the old one.
 */
final class Envelopes {
    /** Characters in a generation; with two of them, some tens of megabytes at most. */
    private static final int GENERATION = 8 * 1024 * 1024;
    /** What an envelope of an empty message takes. */
    private static final int FRAME = 2_000;

    private final Signer signer;
    private final Links links;
    private final boolean signsForQueues;
    private volatile Generations kept = new Generations(new Generation(), new Generation());

    /** {@code signsForQueues}: whether what goes to queues is signed. */
    Envelopes(Signer signer, Links links, boolean signsForQueues) {
        this.signsForQueues = signsForQueues;
        this.signer = signer;
        this.links = links;
    }

    /** The envelope in which a notification goes by a protocol, signed unless it comes from a FIFO topic. */
    Envelope of(Notification notification, Protocol protocol, String signatureVersion) {
        boolean signs = !Envelope.isFifo(notification) && (signsForQueues || protocol != Protocol.SQS);
        String version = signs ? signatureVersion : "";
        Key key = new Key(notification.messageId(), notification.replayed(), version,
                notification.structured() ? protocol.aws : "");
        Generations now = kept;
        Envelope known = now.old.envelopes.get(key);
        if (known != null) {
            return known;
        }
        // One that is being made is waited for: two would take twice the processor time.
        Envelope envelope = now.young.envelopes.computeIfAbsent(key, absent -> {
            Envelope made = make(notification, protocol, version);
            now.young.length.addAndGet(made.length());
            return made;
        });
        if (now.young.length.get() > GENERATION) {
            turnOver(now);
        }
        return envelope;
    }

    /** A confirmation as it is sent. */
    byte[] of(Confirmation confirmation, String signatureVersion) {
        String subscribeUrl = links.subscribe(confirmation.topicArn(), confirmation.token());
        return new EnvelopeWriter(FRAME)
                .member("Type", confirmation.kind().aws)
                .member("MessageId", confirmation.messageId().toString())
                .member("Token", confirmation.token())
                .member("TopicArn", confirmation.topicArn())
                .member("Message", confirmation.message())
                .member("SubscribeURL", subscribeUrl)
                .member("Timestamp", Envelope.timestamp(confirmation.at()))
                .member("SignatureVersion", signatureVersion)
                .member("Signature", signer.sign(confirmation, subscribeUrl, signatureVersion))
                .member("SigningCertURL", certificateUrl(confirmation.topicArn()))
                .close()
                .getBytes(StandardCharsets.UTF_8);
    }

    private Envelope make(Notification notification, Protocol protocol, String version) {
        String text = notification.messageFor(protocol);
        String topicArn = notification.topicArn();
        Envelope.Seal seal = version.isEmpty()
                ? Envelope.Seal.NONE
                : new Envelope.Seal(version, signer.sign(notification, text, version), certificateUrl(topicArn));
        return Envelope.prepare(notification, text, seal, links.beforeSubscription(topicArn));
    }

    private String certificateUrl(String topicArn) {
        return links.certificate(topicArn, signer.certificateName());
    }

    private synchronized void turnOver(Generations full) {
        if (kept == full) {
            kept = new Generations(new Generation(), full.young);
        }
    }

    /**
     * @param version  empty where nothing is signed
     * @param protocol only where each has a text of its own
     */
    private record Key(UUID messageId, boolean replayed, String version, String protocol) {}

    private record Generations(Generation young, Generation old) {}

    /** A part of what is kept. */
    private static final class Generation {
        final ConcurrentHashMap<Key, Envelope> envelopes = new ConcurrentHashMap<>();
        final AtomicLong length = new AtomicLong();
    }
}

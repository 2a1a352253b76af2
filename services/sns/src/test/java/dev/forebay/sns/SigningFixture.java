package dev.forebay.sns;

import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.vault.AesVault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** A signer with a key of its own, and what tests sign with it. The key is made once for all tests. */
final class SigningFixture {
    static final String TOPIC = "arn:aws:sns:eu-central-1:000000000000:orders";
    static final String SUBSCRIPTION = TOPIC + ":5be9d8f1-7ac1-4c4e-9d3e-0a3c1f2b4d5e";
    static final UUID MESSAGE_ID = UUID.fromString("22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");

    private static final MemoryStore STORE = new MemoryStore();
    static final SigningKeys KEYS = SigningKeys.open(Partitions.open(STORE), AesVault.inMemory(), new ManualClock(), new SecureRandom());
    static final Signer SIGNER = new Signer(KEYS);

    private SigningFixture() {}

    static Notification notification(String subject, String message) {
        return notification(TOPIC, 0, subject, message, Map.of());
    }

    static Notification notification(String topicArn, long sequence, String subject, String message, Map<String, MessageAttribute> attributes) {
        return new Notification(MESSAGE_ID, sequence, ManualClock.EPOCH, topicArn, subject, message, false, attributes, "", "", "", false);
    }

    static Confirmation confirmation(Confirmation.Kind kind) {
        return new Confirmation(kind, MESSAGE_ID, "2336412f37", TOPIC, SUBSCRIPTION, ManualClock.EPOCH + 7);
    }

    static Target target(Protocol protocol, String endpoint, boolean raw, String deliveryPolicy) {
        return new Target(SUBSCRIPTION, protocol, endpoint, raw, deliveryPolicy, "", "", "1");
    }

    /** Whether a signature is good, by the certificate alone. */
    static boolean verifies(String algorithm, String canonical, String signature) throws Exception {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(KEYS.current().certificate());
        verifier.update(canonical.getBytes(StandardCharsets.UTF_8));
        return verifier.verify(Base64.getDecoder().decode(signature));
    }
}

package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** What the contract suites of KMS share: clients, keys, and how calls are refused. */
public abstract class KmsContract extends ServiceContract<KmsHarness> {
    static final Map<String, String> CONTEXT = Map.of("queue", "orders", "tenant", "größer");

    KmsClient kms;

    @BeforeEach
    void connect() {
        kms = harness().client(ALICE);
    }

    KeyMetadata key() {
        return key(request -> { });
    }

    KeyMetadata key(Consumer<CreateKeyRequest.Builder> more) {
        return kms.createKey(more).keyMetadata();
    }

    KeyMetadata key(KeySpec spec, KeyUsageType usage) {
        return key(request -> request.keySpec(spec).keyUsage(usage));
    }

    static SdkBytes bytes(String text) {
        return SdkBytes.fromUtf8String(text);
    }

    static String text(SdkBytes bytes) {
        return bytes.asString(StandardCharsets.UTF_8);
    }

    SdkBytes encrypt(String keyId, String plaintext) {
        return kms.encrypt(r -> r.keyId(keyId).plaintext(bytes(plaintext)).encryptionContext(CONTEXT)).ciphertextBlob();
    }

    String decrypt(SdkBytes ciphertext) {
        return text(kms.decrypt(r -> r.ciphertextBlob(ciphertext).encryptionContext(CONTEXT)).plaintext());
    }

    /** How AWS refuses, with its whole message. */
    static void refused(ThrowingCallable call, String code, String message) {
        var refusal = refused(call);
        assertThat(refusal.awsErrorDetails().errorCode()).as(String.valueOf(refusal.getMessage())).isEqualTo(code);
        assertThat(refusal.awsErrorDetails().errorMessage() == null ? "" : refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(refusal.statusCode()).isEqualTo(400);
    }

    static final String NO_MESSAGE = "";
}

package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** Kill -9 while keys are made and used: what was encrypted is decrypted, and what was disabled is disabled. */
class CrashKeysTest {
    private static final Caller USER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
    private static final int CYCLES = 4;
    private static final int WORKERS = 4;
    private static final int MILLIS = 1_500;

    @TempDir
    private Path folder;

    private final Map<SdkBytes, String> ciphertexts = new ConcurrentHashMap<>();
    private final Map<String, Boolean> disabled = new ConcurrentHashMap<>();

    @Test
    void whatWasEncryptedIsDecryptedAfterEveryKill() throws Exception {
        for (int i = 0; i < CYCLES; i++) {
            try (CrashServer server = new CrashServer(folder, folder.resolve("data"));
                    KmsClient kms = ManualServer.connect(KmsClient.builder().httpClient(UrlConnectionHttpClient.create()), USER, server.endpoint())) {
                check(kms);
                List<Thread> workers = new ArrayList<>();
                for (int worker = 0; worker < WORKERS; worker++) {
                    workers.add(Thread.ofVirtual().start(() -> work(kms)));
                }
                workers.getFirst().join(MILLIS);
                server.kill();
                for (Thread worker : workers) {
                    worker.join();
                }
            }
        }
        try (CrashServer server = new CrashServer(folder, folder.resolve("data"));
                KmsClient kms = ManualServer.connect(KmsClient.builder().httpClient(UrlConnectionHttpClient.create()), USER, server.endpoint())) {
            check(kms);
        }
        assertThat(ciphertexts).hasSizeGreaterThan(CYCLES);
    }

    private void work(KmsClient kms) {
        try {
            for (int i = 0; ; i++) {
                String text = Thread.currentThread().threadId() + "-" + i;
                String key = kms.createKey().keyMetadata().keyId();
                ciphertexts.put(kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String(text))).ciphertextBlob(), text);
                kms.rotateKeyOnDemand(r -> r.keyId(key));
                ciphertexts.put(kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String(text))).ciphertextBlob(), text);
                String other = kms.createKey().keyMetadata().keyId();
                kms.disableKey(r -> r.keyId(other));
                disabled.put(other, true);
            }
        } catch (SdkException killed) {
            assertThat(killed.retryable() || killed.getCause() != null).as(killed.toString()).isTrue();
        }
    }

    private void check(KmsClient kms) {
        ciphertexts.forEach((ciphertext, text) ->
                assertThat(kms.decrypt(r -> r.ciphertextBlob(ciphertext)).plaintext().asUtf8String()).isEqualTo(text));
        disabled.keySet().forEach(key -> assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().enabled()).isFalse());
    }
}

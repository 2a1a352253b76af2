package dev.forebay.testkit;

import dev.forebay.identity.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

/**
 * As much of KMS as a service needs that encrypts what it keeps: every key id is a key, made or not,
 * until it is disabled or a test refuses it. Keys are disabled by their ARN. Any thread.
 *
 * <pre>
 *   encrypted data key:   nonce 12 · data key, encrypted under a key of the test · tag 16
 * </pre>
 */
public final class FakeKms {
    private static final int DATA_KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Random random = new Random(7);
    private final SecretKeySpec master = new SecretKeySpec(bytes(DATA_KEY_BYTES), "AES");
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** A call: {@code GenerateDataKey} or {@code Decrypt}, of which key, by whom, for what. */
    public record Call(String operation, String keyId, Caller caller, Map<String, String> context) {}

    /** KMS for a caller. */
    public KmsClient client(Caller caller) {
        return new Client(caller);
    }

    /**
     * Refuses a key, or everything that a principal asks, with an error code such as {@code DisabledException}; one operation with a key when it is
     * put before, such as {@code GenerateDataKey alias/orders}.
     */
    public void refuse(String keyOrPrincipal, String code) {
        refused.put(keyOrPrincipal, code);
    }

    /** Refuses no longer. */
    public void allow(String keyOrPrincipal) {
        refused.remove(keyOrPrincipal);
    }

    /** What was asked for so far, but by the service for itself. */
    public List<Call> calls() {
        return calls.stream().filter(call -> !call.keyId.startsWith("alias/aws-owned/")).toList();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private Cipher cipher(int mode, byte[] nonce, String keyId, Map<String, String> context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, master, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((keyId + new TreeMap<>(context)).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private final class Client implements KmsClient {
        private final Caller caller;

        Client(Caller caller) {
            this.caller = caller;
        }

        @Override
        public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
            note("GenerateDataKey", request.keyId(), request.encryptionContext());
            byte[] secret = bytes(DATA_KEY_BYTES);
            byte[] nonce = bytes(NONCE_BYTES);
            try {
                byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, request.keyId(), request.encryptionContext()).doFinal(secret);
                byte[] blob = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
                return GenerateDataKeyResponse.builder().keyId(request.keyId()).plaintext(SdkBytes.fromByteArray(secret))
                        .ciphertextBlob(SdkBytes.fromByteArray(blob)).build();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public DecryptResponse decrypt(DecryptRequest request) {
            note("Decrypt", request.keyId(), request.encryptionContext());
            ByteBuffer blob = request.ciphertextBlob().asByteBuffer();
            byte[] nonce = new byte[NONCE_BYTES];
            blob.get(nonce);
            byte[] sealed = new byte[blob.remaining()];
            blob.get(sealed);
            try {
                byte[] secret = cipher(Cipher.DECRYPT_MODE, nonce, request.keyId(), request.encryptionContext()).doFinal(sealed);
                return DecryptResponse.builder().keyId(request.keyId()).plaintext(SdkBytes.fromByteArray(secret)).build();
            } catch (GeneralSecurityException e) {
                throw error("InvalidCiphertextException");
            }
        }

        @Override
        public CreateKeyResponse createKey(CreateKeyRequest request) {
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            String arn = "arn:aws:kms:" + caller.region() + ":" + caller.account() + ":key/" + id;
            return CreateKeyResponse.builder().keyMetadata(key -> key.keyId(id).arn(arn)).build();
        }

        @Override
        public DisableKeyResponse disableKey(DisableKeyRequest request) {
            refuse(request.keyId(), "DisabledException");
            return DisableKeyResponse.builder().build();
        }

        @Override
        public EnableKeyResponse enableKey(EnableKeyRequest request) {
            allow(request.keyId());
            return EnableKeyResponse.builder().build();
        }

        @Override
        public ScheduleKeyDeletionResponse scheduleKeyDeletion(ScheduleKeyDeletionRequest request) {
            refuse(request.keyId(), "KMSInvalidStateException");
            return ScheduleKeyDeletionResponse.builder().build();
        }

        private void note(String operation, String keyId, Map<String, String> context) {
            calls.add(new Call(operation, keyId, caller, Map.copyOf(context)));
            String code = refused.getOrDefault(operation + " " + keyId, refused.getOrDefault(keyId, refused.get(caller.principal().arn())));
            if (code != null) {
                throw error(code);
            }
        }

        private static KmsException error(String code) {
            return (KmsException) KmsException.builder().message(code).statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code + " of the test").build()).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}

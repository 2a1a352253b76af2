package dev.forebay.kms;

import dev.forebay.identity.Caller;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/** Encrypting and decrypting what callers bring. */
final class CipherOperations {
    static final int MOST_PLAINTEXT = 4_096;
    static final int MOST_CIPHERTEXT = 6_144;

    private final Ciphers ciphers;
    private final GrantTokens tokens;

    CipherOperations(KmsService service, Caller caller) {
        ciphers = new Ciphers(service, caller);
        tokens = new GrantTokens(service, caller);
    }

    EncryptResponse encrypt(EncryptRequest request) {
        byte[] plaintext = Checks.blob("plaintext", request.plaintext(), MOST_PLAINTEXT);
        String algorithm = Ciphers.algorithm("encryptionAlgorithm", request.encryptionAlgorithmAsString());
        Map<String, String> context = EncryptionContext.checked(request.encryptionContext());
        tokens.check(request.grantTokens());
        KeyRecord key = ciphers.encrypting(Checks.required("keyId", request.keyId()), algorithm, "Encrypt");
        Checks.dryRun(request.dryRun());
        return EncryptResponse.builder()
                .keyId(key.arn())
                .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(ciphers.encrypt(key, algorithm, plaintext, context)))
                .encryptionAlgorithm(algorithm)
                .build();
    }

    DecryptResponse decrypt(DecryptRequest request) {
        refuseEnclaves(request.recipient());
        byte[] blob = Checks.blob("ciphertextBlob", request.ciphertextBlob(), MOST_CIPHERTEXT);
        String algorithm = Ciphers.algorithm("encryptionAlgorithm", request.encryptionAlgorithmAsString());
        Map<String, String> context = EncryptionContext.checked(request.encryptionContext());
        tokens.check(request.grantTokens());
        Ciphers.Opened opened = ciphers.decrypt(new Ciphers.Sealed(Optional.ofNullable(request.keyId()), algorithm, blob, context), "Decrypt");
        Checks.dryRun(request.dryRun());
        return DecryptResponse.builder()
                .keyId(opened.key().arn())
                .keyMaterialId(opened.materialId())
                .plaintext(SdkBytes.fromByteArrayUnsafe(opened.plaintext()))
                .encryptionAlgorithm(algorithm)
                .build();
    }

    ReEncryptResponse reEncrypt(ReEncryptRequest request) {
        byte[] blob = Checks.blob("ciphertextBlob", request.ciphertextBlob(), MOST_CIPHERTEXT);
        String from = Ciphers.algorithm("sourceEncryptionAlgorithm", request.sourceEncryptionAlgorithmAsString());
        String to = Ciphers.algorithm("destinationEncryptionAlgorithm", request.destinationEncryptionAlgorithmAsString());
        Map<String, String> context = EncryptionContext.checked(request.destinationEncryptionContext());
        tokens.check(request.grantTokens());
        KeyRecord destination = ciphers.encrypting(Checks.required("destinationKeyId", request.destinationKeyId()), to, "ReEncryptTo");
        Ciphers.Opened opened = ciphers.decrypt(new Ciphers.Sealed(Optional.ofNullable(request.sourceKeyId()), from, blob,
                EncryptionContext.checked(request.sourceEncryptionContext())), "ReEncryptFrom");
        try {
            Checks.dryRun(request.dryRun());
            return ReEncryptResponse.builder()
                    .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(ciphers.encrypt(destination, to, opened.plaintext(), context)))
                    .sourceKeyId(opened.key().arn())
                    .sourceKeyMaterialId(opened.materialId())
                    .sourceEncryptionAlgorithm(from)
                    .keyId(destination.arn())
                    .destinationKeyMaterialId(to.equals(Ciphers.SYMMETRIC) ? KeyDescription.materialId(destination, destination.current()) : null)
                    .destinationEncryptionAlgorithm(to)
                    .build();
        } finally {
            Arrays.fill(opened.plaintext(), (byte) 0);
        }
    }

    /** AWS: answers for Nitro enclaves only. There are none here. */
    static void refuseEnclaves(Object recipient) {
        if (recipient != null) {
            throw KmsErrors.unsupported("Recipient is not served here. See docs/kms.md for what is.");
        }
    }
}

package dev.forebay.kms;

import dev.forebay.identity.Caller;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;

/** Keys that callers use themselves, and get encrypted as well, to keep beside what they encrypt. */
final class DataKeyOperations {
    private static final int MOST_BYTES = 1_024;
    private static final Map<String, Integer> SIZES = Map.of("AES_128", 16, "AES_256", 32);

    private final KmsService service;
    private final Ciphers ciphers;
    private final KeyFinder finder;
    private final GrantTokens tokens;

    DataKeyOperations(KmsService service, Caller caller) {
        this.service = service;
        ciphers = new Ciphers(service, caller);
        finder = new KeyFinder(service, caller);
        tokens = new GrantTokens(service, caller);
    }

    GenerateDataKeyResponse generate(GenerateDataKeyRequest request) {
        CipherOperations.refuseEnclaves(request.recipient());
        Map<String, String> context = EncryptionContext.checked(request.encryptionContext());
        int size = size(request.keySpecAsString(), request.numberOfBytes());
        KeyRecord key = key(request.keyId(), request.grantTokens(), "GenerateDataKey");
        Checks.dryRun(request.dryRun());
        byte[] plaintext = service.materials().bytes(size);
        return GenerateDataKeyResponse.builder()
                .keyId(key.arn())
                .keyMaterialId(KeyDescription.materialId(key, key.current()))
                .plaintext(SdkBytes.fromByteArrayUnsafe(plaintext))
                .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(ciphers.encrypt(key, Ciphers.SYMMETRIC, plaintext, context)))
                .build();
    }

    GenerateDataKeyWithoutPlaintextResponse generate(GenerateDataKeyWithoutPlaintextRequest request) {
        Map<String, String> context = EncryptionContext.checked(request.encryptionContext());
        int size = size(request.keySpecAsString(), request.numberOfBytes());
        KeyRecord key = key(request.keyId(), request.grantTokens(), "GenerateDataKeyWithoutPlaintext");
        Checks.dryRun(request.dryRun());
        return GenerateDataKeyWithoutPlaintextResponse.builder()
                .keyId(key.arn())
                .keyMaterialId(KeyDescription.materialId(key, key.current()))
                .ciphertextBlob(sealed(key, service.materials().bytes(size), context))
                .build();
    }

    private SdkBytes sealed(KeyRecord key, byte[] secret, Map<String, String> context) {
        try {
            return SdkBytes.fromByteArrayUnsafe(ciphers.encrypt(key, Ciphers.SYMMETRIC, secret, context));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static int size(String spec, Integer bytes) {
        if ((spec == null) == (bytes == null)) {
            throw KmsErrors.validation("Please specify either number of bytes or key spec.");
        }
        return spec == null ? Checks.between("numberOfBytes", bytes, 1, MOST_BYTES)
                : SIZES.get(Checks.oneOf("keySpec", spec, List.of("AES_256", "AES_128")));
    }

    private KeyRecord key(String keyId, List<String> grantTokens, String operation) {
        tokens.check(grantTokens);
        KeyRecord key = finder.find(Checks.required("keyId", keyId)).usable(Usage.ENCRYPT_DECRYPT, operation);
        if (key.nature().spec().isPair()) {
            throw KmsErrors.invalidUsage("You cannot generate a data key with an asymmetric CMK");
        }
        return key;
    }

    GenerateDataKeyPairResponse generate(GenerateDataKeyPairRequest request) {
        CipherOperations.refuseEnclaves(request.recipient());
        Map<String, String> context = EncryptionContext.checked(request.encryptionContext());
        Spec spec = pairSpec(request.keyPairSpecAsString());
        KeyRecord key = key(request.keyId(), request.grantTokens(), "GenerateDataKeyPair");
        Checks.dryRun(request.dryRun());
        KeyPair pair = pair(spec);
        byte[] secret = pair.getPrivate().getEncoded();
        return GenerateDataKeyPairResponse.builder()
                .keyId(key.arn())
                .keyMaterialId(KeyDescription.materialId(key, key.current()))
                .keyPairSpec(spec.name())
                .publicKey(SdkBytes.fromByteArrayUnsafe(pair.getPublic().getEncoded()))
                .privateKeyPlaintext(SdkBytes.fromByteArrayUnsafe(secret))
                .privateKeyCiphertextBlob(SdkBytes.fromByteArrayUnsafe(ciphers.encrypt(key, Ciphers.SYMMETRIC, secret, context)))
                .build();
    }

    GenerateDataKeyPairWithoutPlaintextResponse generate(GenerateDataKeyPairWithoutPlaintextRequest request) {
        Map<String, String> context = EncryptionContext.checked(request.encryptionContext());
        Spec spec = pairSpec(request.keyPairSpecAsString());
        KeyRecord key = key(request.keyId(), request.grantTokens(), "GenerateDataKeyPairWithoutPlaintext");
        Checks.dryRun(request.dryRun());
        KeyPair pair = pair(spec);
        return GenerateDataKeyPairWithoutPlaintextResponse.builder()
                .keyId(key.arn())
                .keyMaterialId(KeyDescription.materialId(key, key.current()))
                .keyPairSpec(spec.name())
                .publicKey(SdkBytes.fromByteArrayUnsafe(pair.getPublic().getEncoded()))
                .privateKeyCiphertextBlob(sealed(key, pair.getPrivate().getEncoded(), context))
                .build();
    }

    private static Spec pairSpec(String name) {
        List<String> pairs = Arrays.stream(Spec.values()).filter(spec -> spec.isPair() && spec.family() != Spec.Family.LATTICE).map(Enum::name).toList();
        return Spec.named(Checks.oneOf("keyPairSpec", Checks.required("keyPairSpec", name), pairs)).orElseThrow();
    }

    private KeyPair pair(Spec spec) {
        try {
            return KeyPairs.generate(spec, service.materials().random());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a pair of keys " + spec, e);
        }
    }

    GenerateRandomResponse random(GenerateRandomRequest request) {
        CipherOperations.refuseEnclaves(request.recipient());
        if (request.customKeyStoreId() != null) {
            throw KmsErrors.unsupported("Custom key stores are not served here. See docs/kms.md for what is.");
        }
        if (request.numberOfBytes() == null) {
            throw KmsErrors.validation("NumberOfBytes is required.");
        }
        int count = Checks.between("numberOfBytes", request.numberOfBytes(), 1, MOST_BYTES);
        return GenerateRandomResponse.builder().plaintext(SdkBytes.fromByteArrayUnsafe(service.materials().bytes(count))).build();
    }
}

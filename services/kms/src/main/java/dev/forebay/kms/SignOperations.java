package dev.forebay.kms;

import dev.forebay.identity.Caller;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import javax.crypto.KeyAgreement;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.VerifyRequest;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/** What pairs of keys are for, beside encryption. */
final class SignOperations {
    private static final int MOST_PUBLIC_KEY = 8_192;
    private static final List<String> MESSAGE_TYPES = List.of("RAW", "DIGEST", "EXTERNAL_MU");
    private static final List<String> ALGORITHMS = List.of("RSASSA_PSS_SHA_256", "RSASSA_PSS_SHA_384", "RSASSA_PSS_SHA_512",
            "RSASSA_PKCS1_V1_5_SHA_256", "RSASSA_PKCS1_V1_5_SHA_384", "RSASSA_PKCS1_V1_5_SHA_512", "ECDSA_SHA_256", "ECDSA_SHA_384",
            "ECDSA_SHA_512", "ED25519_SHA_512", "ED25519_PH_SHA_512", "SM2DSA", "ML_DSA_SHAKE_256");

    private final KmsService service;
    private final KeyFinder finder;
    private final Signatures signatures;
    private final GrantTokens tokens;

    SignOperations(KmsService service, Caller caller) {
        this.service = service;
        finder = new KeyFinder(service, caller);
        signatures = new Signatures(service.materials());
        tokens = new GrantTokens(service, caller);
    }

    SignResponse sign(SignRequest request) {
        byte[] message = Checks.blob("message", request.message(), CipherOperations.MOST_PLAINTEXT);
        Asked asked = new Asked(request.signingAlgorithmAsString(), request.messageTypeAsString());
        tokens.check(request.grantTokens());
        KeyRecord key = key(request.keyId(), asked, "Sign");
        Signatures.Signed what = Signatures.Signed.of(key.nature().spec(), asked.algorithm, asked.type, message);
        Checks.dryRun(request.dryRun());
        return SignResponse.builder()
                .keyId(key.arn())
                .signature(SdkBytes.fromByteArrayUnsafe(signatures.sign(key, what)))
                .signingAlgorithm(asked.algorithm)
                .build();
    }

    VerifyResponse verify(VerifyRequest request) {
        byte[] message = Checks.blob("message", request.message(), CipherOperations.MOST_PLAINTEXT);
        byte[] signature = Checks.blob("signature", request.signature(), CipherOperations.MOST_CIPHERTEXT);
        Asked asked = new Asked(request.signingAlgorithmAsString(), request.messageTypeAsString());
        tokens.check(request.grantTokens());
        KeyRecord key = key(request.keyId(), asked, "Verify");
        Signatures.Signed what = Signatures.Signed.of(key.nature().spec(), asked.algorithm, asked.type, message);
        Checks.dryRun(request.dryRun());
        if (!signatures.verify(key, what, signature)) {
            throw KmsErrors.invalidSignature();
        }
        return VerifyResponse.builder().keyId(key.arn()).signatureValid(true).signingAlgorithm(asked.algorithm).build();
    }

    /** How a request wants it, checked before any key is looked for. */
    private record Asked(String algorithm, String type) {
        Asked {
            Checks.oneOf("signingAlgorithm", Checks.required("signingAlgorithm", algorithm), ALGORITHMS);
            type = type == null ? "RAW" : Checks.oneOf("messageType", type, MESSAGE_TYPES);
        }
    }

    private KeyRecord key(String keyId, Asked asked, String operation) {
        KeyRecord key = finder.find(Checks.required("keyId", keyId)).usable(Usage.SIGN_VERIFY, operation);
        if (!key.nature().spec().signingAlgorithms(Usage.SIGN_VERIFY).contains(asked.algorithm)) {
            throw KmsErrors.wrongAlgorithm(asked.algorithm, key.nature().spec());
        }
        return key;
    }

    /** AWS: tells the spec under its old name too. */
    @SuppressWarnings("deprecation")
    GetPublicKeyResponse publicKey(GetPublicKeyRequest request) {
        tokens.check(request.grantTokens());
        // AWS: a disabled key still shows its public half.
        KeyRecord key = finder.find(Checks.required("keyId", request.keyId())).requireAlive();
        Spec spec = key.nature().spec();
        if (!spec.isPair()) {
            throw KmsErrors.unsupported("");
        }
        Usage usage = key.nature().usage();
        return GetPublicKeyResponse.builder()
                .keyId(key.arn())
                .publicKey(SdkBytes.fromByteArray(key.current().publicKey()))
                .keySpec(spec.name())
                .customerMasterKeySpec(spec.name())
                .keyUsage(usage.name())
                .encryptionAlgorithmsWithStrings(KeyDescription.orNull(spec.encryptionAlgorithms(usage)))
                .signingAlgorithmsWithStrings(KeyDescription.orNull(spec.signingAlgorithms(usage)))
                .keyAgreementAlgorithmsWithStrings(KeyDescription.orNull(spec.agreementAlgorithms(usage)))
                .build();
    }

    DeriveSharedSecretResponse derive(DeriveSharedSecretRequest request) {
        CipherOperations.refuseEnclaves(request.recipient());
        byte[] other = Checks.blob("publicKey", request.publicKey(), MOST_PUBLIC_KEY);
        Checks.oneOf("keyAgreementAlgorithm", Checks.required("keyAgreementAlgorithm", request.keyAgreementAlgorithmAsString()), List.of("ECDH"));
        tokens.check(request.grantTokens());
        KeyRecord key = finder.find(Checks.required("keyId", request.keyId())).usable(Usage.KEY_AGREEMENT, "DeriveSharedSecret");
        Checks.dryRun(request.dryRun());
        return DeriveSharedSecretResponse.builder()
                .keyId(key.arn())
                .sharedSecret(SdkBytes.fromByteArrayUnsafe(agree(key, other)))
                .keyAgreementAlgorithm("ECDH")
                .keyOrigin(OriginType.AWS_KMS)
                .build();
    }

    private byte[] agree(KeyRecord key, byte[] other) {
        Material.Pair pair = (Material.Pair) service.materials().open(key, key.current());
        try {
            PublicKey theirs = KeyPairs.readPublic(key.nature().spec(), other);
            if (!((ECPublicKey) theirs).getParams().getCurve().equals(((ECPublicKey) pair.publicKey()).getParams().getCurve())) {
                throw KmsErrors.validation("The public key is not on the curve of key spec " + key.nature().spec() + ".");
            }
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(pair.privateKey());
            agreement.doPhase(theirs, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException noSuchKey) {
            throw KmsErrors.validation("The public key is not valid: it must be a SubjectPublicKeyInfo in DER, on the curve of key spec "
                    + key.nature().spec() + ".");
        }
    }
}

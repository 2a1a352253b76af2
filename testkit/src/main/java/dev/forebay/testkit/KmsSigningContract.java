package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** Signatures, MACs and agreement, as a user of AWS's client sees them. What is signed here is verified by the JDK, and the other way round. */
public abstract class KmsSigningContract extends KmsContract {
    private static final byte[] MESSAGE = "to be signed".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_256, SHA-256, SHA256withRSA", "RSA_3072, RSASSA_PKCS1_V1_5_SHA_384, SHA-384, SHA384withRSA",
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_512, SHA-512, SHA512withRSA", "RSA_2048, RSASSA_PSS_SHA_256, SHA-256, RSASSA-PSS",
        "RSA_2048, RSASSA_PSS_SHA_384, SHA-384, RSASSA-PSS", "RSA_2048, RSASSA_PSS_SHA_512, SHA-512, RSASSA-PSS",
        "ECC_NIST_P256, ECDSA_SHA_256, SHA-256, SHA256withECDSA", "ECC_NIST_P384, ECDSA_SHA_384, SHA-384, SHA384withECDSA",
        "ECC_NIST_P521, ECDSA_SHA_512, SHA-512, SHA512withECDSA"})
    void aMessageOrItsDigestIsSignedAndOthersCanVerify(KeySpec spec, SigningAlgorithmSpec algorithm, String digest, String java) throws Exception {
        String key = key(spec, KeyUsageType.SIGN_VERIFY).keyId();
        byte[] digested = MessageDigest.getInstance(digest).digest(MESSAGE);
        SdkBytes ofMessage = sign(key, algorithm, MessageType.RAW, MESSAGE);
        SdkBytes ofDigest = sign(key, algorithm, MessageType.DIGEST, digested);

        for (SdkBytes signature : new SdkBytes[] {ofMessage, ofDigest}) {
            assertThat(verifiedByJava(key, java, digest, signature)).isTrue();
            assertThat(verify(key, algorithm, MessageType.RAW, MESSAGE, signature)).isTrue();
            assertThat(verify(key, algorithm, MessageType.DIGEST, digested, signature)).isTrue();
            byte[] touched = signature.asByteArray();
            touched[touched.length - 1] ^= 1;
            refused(() -> verify(key, algorithm, MessageType.RAW, MESSAGE, SdkBytes.fromByteArray(touched)), "KMSInvalidSignatureException", NO_MESSAGE);
        }
        refused(() -> verify(key, algorithm, MessageType.RAW, "another".getBytes(StandardCharsets.UTF_8), ofMessage),
                "KMSInvalidSignatureException", NO_MESSAGE);
        refused(() -> verify(key, algorithm, MessageType.RAW, MESSAGE, bytes("short")), "KMSInvalidSignatureException", NO_MESSAGE);
        refused(() -> sign(key, algorithm, MessageType.DIGEST, MESSAGE), "ValidationException", "Digest is invalid length for algorithm " + algorithm + ".");
    }

    private boolean verifiedByJava(String key, String java, String digest, SdkBytes signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(java);
        if (java.equals("RSASSA-PSS")) {
            verifier.setParameter(new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), Integer.parseInt(digest.substring(4)) / 8, 1));
        }
        verifier.initVerify(publicKey(key, java.endsWith("ECDSA") ? "EC" : "RSA"));
        verifier.update(MESSAGE);
        return verifier.verify(signature.asByteArray());
    }

    @ParameterizedTest
    @CsvSource({
        "ECC_SECG_P256_K1, ECDSA_SHA_256, RAW", "ECC_NIST_EDWARDS25519, ED25519_SHA_512, RAW", "ECC_NIST_EDWARDS25519, ED25519_PH_SHA_512, DIGEST",
        "ML_DSA_44, ML_DSA_SHAKE_256, RAW", "ML_DSA_65, ML_DSA_SHAKE_256, RAW", "ML_DSA_87, ML_DSA_SHAKE_256, RAW"})
    void otherKindsOfKeysSignToo(KeySpec spec, SigningAlgorithmSpec algorithm, MessageType type) throws Exception {
        KeyMetadata key = key(spec, KeyUsageType.SIGN_VERIFY);
        byte[] message = type == MessageType.DIGEST ? MessageDigest.getInstance("SHA-512").digest(MESSAGE) : MESSAGE;
        SdkBytes signature = sign(key.keyId(), algorithm, type, message);

        assertThat(key.signingAlgorithms()).contains(algorithm);
        assertThat(verify(key.keyId(), algorithm, type, message, signature)).isTrue();
        message[0] ^= 1;
        refused(() -> verify(key.keyId(), algorithm, type, message, signature), "KMSInvalidSignatureException", NO_MESSAGE);
        refused(() -> verify(key.keyId(), algorithm, type, message, bytes("short")), "KMSInvalidSignatureException", NO_MESSAGE);
    }

    @Test
    void algorithmsAndTypesSuitTheKey() {
        String curve = key(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY).keyId();
        String edwards = key(KeySpec.ECC_NIST_EDWARDS25519, KeyUsageType.SIGN_VERIFY).keyId();
        KeyMetadata symmetric = key();

        refused(() -> sign(curve, SigningAlgorithmSpec.ECDSA_SHA_384, MessageType.RAW, MESSAGE), "InvalidKeyUsageException",
                "Algorithm ECDSA_SHA_384 is incompatible with key spec ECC_NIST_P256.");
        refused(() -> sign(edwards, SigningAlgorithmSpec.ED25519_SHA_512, MessageType.DIGEST, MESSAGE), "ValidationException",
                "Message type DIGEST is incompatible with algorithm ED25519_SHA_512.");
        refused(() -> sign(edwards, SigningAlgorithmSpec.ED25519_PH_SHA_512, MessageType.RAW, MESSAGE), "ValidationException",
                "Message type RAW is incompatible with algorithm ED25519_PH_SHA_512.");
        refused(() -> sign(symmetric.keyId(), SigningAlgorithmSpec.ECDSA_SHA_256, MessageType.RAW, MESSAGE), "InvalidKeyUsageException",
                symmetric.arn() + " key usage is ENCRYPT_DECRYPT which is not valid for Sign.");
        refused(() -> kms.sign(r -> r.keyId(curve).message(SdkBytes.fromByteArray(MESSAGE)).signingAlgorithm("ECDSA_SHA_256").dryRun(true)),
                "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
    }

    @Test
    void aPublicKeyIsShownAndGoodForOthers() throws Exception {
        KeyMetadata key = key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT);
        GetPublicKeyResponse shown = kms.getPublicKey(r -> r.keyId(key.keyId()));
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(Cipher.ENCRYPT_MODE, publicKey(key.keyId(), "RSA"),
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        SdkBytes ciphertext = SdkBytes.fromByteArray(cipher.doFinal(MESSAGE));

        assertThat(shown.keySpec()).isEqualTo(KeySpec.RSA_2048);
        assertThat(shown.keyUsage()).isEqualTo(KeyUsageType.ENCRYPT_DECRYPT);
        assertThat(shown.keyId()).isEqualTo(key.arn());
        assertThat(kms.decrypt(r -> r.keyId(key.keyId()).ciphertextBlob(ciphertext).encryptionAlgorithm(EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256))
                .plaintext().asByteArray()).isEqualTo(MESSAGE);
        kms.disableKey(r -> r.keyId(key.keyId()));
        assertThat(kms.getPublicKey(r -> r.keyId(key.keyId())).publicKey()).isEqualTo(shown.publicKey());
        refused(() -> kms.getPublicKey(r -> r.keyId(key().keyId())), "UnsupportedOperationException", NO_MESSAGE);
    }

    @ParameterizedTest
    @CsvSource({"HMAC_224, HMAC_SHA_224, 28", "HMAC_256, HMAC_SHA_256, 32", "HMAC_384, HMAC_SHA_384, 48", "HMAC_512, HMAC_SHA_512, 64"})
    void aMacIsMadeAndVerified(KeySpec spec, MacAlgorithmSpec algorithm, int length) {
        String key = key(spec, KeyUsageType.GENERATE_VERIFY_MAC).keyId();
        SdkBytes message = SdkBytes.fromByteArray(MESSAGE);
        SdkBytes mac = kms.generateMac(r -> r.keyId(key).message(message).macAlgorithm(algorithm)).mac();

        assertThat(mac.asByteArray()).hasSize(length);
        assertThat(kms.verifyMac(r -> r.keyId(key).message(message).mac(mac).macAlgorithm(algorithm)).macValid()).isTrue();
        refused(() -> kms.verifyMac(r -> r.keyId(key).message(bytes("another")).mac(mac).macAlgorithm(algorithm)), "KMSInvalidMacException", NO_MESSAGE);
        MacAlgorithmSpec other = algorithm == MacAlgorithmSpec.HMAC_SHA_256 ? MacAlgorithmSpec.HMAC_SHA_512 : MacAlgorithmSpec.HMAC_SHA_256;
        refused(() -> kms.generateMac(r -> r.keyId(key).message(message).macAlgorithm(other)), "InvalidKeyUsageException",
                "Algorithm " + other + " is incompatible with key spec " + spec + ".");
    }

    @Test
    void twoSidesAgreeOnASecret() throws Exception {
        String key = key(KeySpec.ECC_NIST_P256, KeyUsageType.KEY_AGREEMENT).keyId();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair theirs = generator.generateKeyPair();
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(theirs.getPrivate());
        agreement.doPhase(publicKey(key, "EC"), true);

        assertThat(derive(key, theirs)).isEqualTo(agreement.generateSecret());
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        refused(() -> derive(key, generator.generateKeyPair()), "ValidationException", "The public key is not on the curve of key spec ECC_NIST_P256.");
    }

    private byte[] derive(String key, KeyPair theirs) {
        return kms.deriveSharedSecret(r -> r.keyId(key).keyAgreementAlgorithm("ECDH").publicKey(SdkBytes.fromByteArray(theirs.getPublic().getEncoded())))
                .sharedSecret().asByteArray();
    }

    private PublicKey publicKey(String key, String algorithm) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(kms.getPublicKey(r -> r.keyId(key)).publicKey().asByteArray()));
    }

    private SdkBytes sign(String key, SigningAlgorithmSpec algorithm, MessageType type, byte[] message) {
        return kms.sign(r -> r.keyId(key).signingAlgorithm(algorithm).messageType(type).message(SdkBytes.fromByteArray(message))).signature();
    }

    private boolean verify(String key, SigningAlgorithmSpec algorithm, MessageType type, byte[] message, SdkBytes signature) {
        return kms.verify(r -> r.keyId(key).signingAlgorithm(algorithm).messageType(type).message(SdkBytes.fromByteArray(message)).signature(signature))
                .signatureValid();
    }
}

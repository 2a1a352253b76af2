package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeyPairSpec;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Encrypting, decrypting and data keys, as a user of AWS's client sees them. */
public abstract class KmsCiphersContract extends KmsContract {

    @Test
    void whatWasEncryptedIsDecryptedInItsContext() {
        KeyMetadata key = key();
        SdkBytes ciphertext = encrypt(key.keyId(), "to be kept");
        DecryptResponse opened = kms.decrypt(r -> r.ciphertextBlob(ciphertext).encryptionContext(CONTEXT));

        assertThat(text(opened.plaintext())).isEqualTo("to be kept");
        assertThat(opened.keyId()).isEqualTo(key.arn());
        assertThat(opened.encryptionAlgorithm()).isEqualTo(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
        assertThat(encrypt(key.arn(), "to be kept")).isNotEqualTo(ciphertext);
        assertThat(new String(ciphertext.asByteArray(), StandardCharsets.ISO_8859_1)).doesNotContain("kept");
    }

    @Test
    void itIsDecryptedInNoOtherContext() {
        SdkBytes ciphertext = encrypt(key().keyId(), "to be kept");

        refused(() -> kms.decrypt(r -> r.ciphertextBlob(ciphertext)), "InvalidCiphertextException", NO_MESSAGE);
        refused(() -> kms.decrypt(r -> r.ciphertextBlob(ciphertext).encryptionContext(Map.of("queue", "orders"))),
                "InvalidCiphertextException", NO_MESSAGE);
        refused(() -> kms.decrypt(r -> r.ciphertextBlob(ciphertext).encryptionContext(Map.of("queue", "orders", "tenant", "grösser"))),
                "InvalidCiphertextException", NO_MESSAGE);
    }

    @Test
    void aCiphertextThatWasTouchedIsRefused() {
        byte[] whole = encrypt(key().keyId(), "to be kept").asByteArray();
        for (int bit : new int[] {0, 136, 160, 170, 300, whole.length * 8 - 1}) {
            byte[] touched = whole.clone();
            touched[bit / 8] ^= (byte) (1 << bit % 8);
            refused(() -> kms.decrypt(r -> r.ciphertextBlob(SdkBytes.fromByteArray(touched)).encryptionContext(CONTEXT)),
                    "InvalidCiphertextException", NO_MESSAGE);
        }
        refused(() -> kms.decrypt(r -> r.ciphertextBlob(bytes("x"))), "InvalidCiphertextException", NO_MESSAGE);
    }

    @Test
    void aKeyIsNamedInFourWays() {
        KeyMetadata key = key();
        String alias = newName("alias/named");
        kms.createAlias(r -> r.aliasName(alias).targetKeyId(key.keyId()));
        String aliasArn = key.arn().replaceFirst("key/.*", alias);

        for (String name : new String[] {key.keyId(), key.arn(), alias, aliasArn}) {
            assertThat(decrypt(encrypt(name, "text"))).as(name).isEqualTo("text");
            assertThat(kms.decrypt(r -> r.ciphertextBlob(encrypt(name, "text")).keyId(name).encryptionContext(CONTEXT)).keyId()).isEqualTo(key.arn());
        }
    }

    @Test
    void aCiphertextOfAnotherKeyIsRefused() {
        SdkBytes ciphertext = encrypt(key().keyId(), "text");
        KeyMetadata other = key();

        refused(() -> kms.decrypt(r -> r.ciphertextBlob(ciphertext).keyId(other.keyId()).encryptionContext(CONTEXT)), "IncorrectKeyException",
                "The key ID in the request does not identify a CMK that can perform this operation.");
    }

    @Test
    void keysOfOtherRegionsAreNotFound() {
        KeyMetadata key = key();
        SdkBytes ciphertext = encrypt(key.keyId(), "text");
        var abroad = harness().client(ALICE_ABROAD);

        refused(() -> abroad.decrypt(r -> r.ciphertextBlob(ciphertext).encryptionContext(CONTEXT)), "AccessDeniedException",
                "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.");
        refused(() -> abroad.encrypt(r -> r.keyId(key.arn()).plaintext(bytes("text"))), "NotFoundException", "Invalid arn eu-central-1");
    }

    @Test
    void aKeyThatIsNotThereIsNamed() {
        String id = "12345678-1234-1234-1234-123456789012";
        String arn = "arn:aws:kms:eu-central-1:111111111111:";

        refused(() -> encrypt(id, "text"), "NotFoundException", "Key '" + arn + "key/" + id + "' does not exist");
        refused(() -> encrypt(arn + "key/" + id, "text"), "NotFoundException", "Key '" + arn + "key/" + id + "' does not exist");
        refused(() -> encrypt("alias/nobody", "text"), "NotFoundException", "Alias " + arn + "alias/nobody is not found.");
        refused(() -> encrypt("nonsense", "text"), "NotFoundException", "Invalid keyId 'nonsense'");
    }

    @Test
    void plaintextHasItsLimits() {
        String key = key().keyId();

        assertThat(decrypt(encrypt(key, "x".repeat(4_096)))).hasSize(4_096);
        refused(() -> encrypt(key, "x".repeat(4_097)), "ValidationException",
                "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096");
        refused(() -> encrypt(key, ""), "ValidationException",
                "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length greater than or equal to 1");
    }

    @Test
    void aDryRunChangesNothingAndSaysSo() {
        String key = key().keyId();

        refused(() -> kms.encrypt(r -> r.keyId(key).plaintext(bytes("text")).dryRun(true)), "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.");
        refused(() -> kms.generateDataKey(r -> r.keyId("nonsense").keySpec(DataKeySpec.AES_256).dryRun(true)), "NotFoundException",
                "Invalid keyId 'nonsense'");
    }

    @Test
    void aDataKeyComesTwice() {
        String key = key().keyId();
        GenerateDataKeyResponse made = kms.generateDataKey(r -> r.keyId(key).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));

        assertThat(made.plaintext().asByteArray()).hasSize(32);
        assertThat(kms.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob()).encryptionContext(CONTEXT)).plaintext()).isEqualTo(made.plaintext());
        assertThat(kms.generateDataKey(r -> r.keyId(key).keySpec(DataKeySpec.AES_128)).plaintext().asByteArray()).hasSize(16);
        SdkBytes sealed = kms.generateDataKeyWithoutPlaintext(r -> r.keyId(key).numberOfBytes(1_024)).ciphertextBlob();
        assertThat(kms.decrypt(r -> r.ciphertextBlob(sealed)).plaintext().asByteArray()).hasSize(1_024);
        refused(() -> kms.generateDataKey(r -> r.keyId(key)), "ValidationException", "Please specify either number of bytes or key spec.");
        refused(() -> kms.generateDataKey(r -> r.keyId(key).keySpec(DataKeySpec.AES_256).numberOfBytes(3)), "ValidationException",
                "Please specify either number of bytes or key spec.");
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_SECG_P256_K1", "ECC_NIST_EDWARDS25519"})
    void aPairOfDataKeysIsMade(DataKeyPairSpec spec) {
        String key = key().keyId();
        var pair = kms.generateDataKeyPair(r -> r.keyId(key).keyPairSpec(spec).encryptionContext(CONTEXT));

        assertThat(kms.decrypt(r -> r.ciphertextBlob(pair.privateKeyCiphertextBlob()).encryptionContext(CONTEXT)).plaintext())
                .isEqualTo(pair.privateKeyPlaintext());
        assertThat(pair.keyPairSpec()).isEqualTo(spec);
        assertThat(kms.generateDataKeyPairWithoutPlaintext(r -> r.keyId(key).keyPairSpec(spec)).publicKey()).isNotEqualTo(pair.publicKey());
    }

    @Test
    void randomBytesAreMade() {
        assertThat(kms.generateRandom(r -> r.numberOfBytes(1_024)).plaintext().asByteArray()).hasSize(1_024);
        assertThat(kms.generateRandom(r -> r.numberOfBytes(16)).plaintext()).isNotEqualTo(kms.generateRandom(r -> r.numberOfBytes(16)).plaintext());
        refused(() -> kms.generateRandom(r -> { }), "ValidationException", "NumberOfBytes is required.");
        refused(() -> kms.generateRandom(r -> r.numberOfBytes(1_025)), "ValidationException", "1 validation error detected: Value '1025' at "
                + "'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024");
    }

    @Test
    void whatWasEncryptedGoesUnderAnotherKeyAndContext() {
        KeyMetadata from = key();
        KeyMetadata to = key();
        var again = kms.reEncrypt(r -> r.ciphertextBlob(encrypt(from.keyId(), "text")).sourceEncryptionContext(CONTEXT)
                .destinationKeyId(to.keyId()).destinationEncryptionContext(Map.of("now", "other")));

        assertThat(again.sourceKeyId()).isEqualTo(from.arn());
        assertThat(again.keyId()).isEqualTo(to.arn());
        DecryptResponse opened = kms.decrypt(r -> r.ciphertextBlob(again.ciphertextBlob()).encryptionContext(Map.of("now", "other")));
        assertThat(text(opened.plaintext())).isEqualTo("text");
        assertThat(opened.keyId()).isEqualTo(to.arn());
        refused(() -> kms.reEncrypt(r -> r.ciphertextBlob(again.ciphertextBlob()).destinationKeyId(from.keyId())),
                "InvalidCiphertextException", NO_MESSAGE);
    }

    @Test
    void aDisabledKeyDoesNothing() {
        KeyMetadata key = key();
        SdkBytes ciphertext = encrypt(key.keyId(), "text");
        kms.disableKey(r -> r.keyId(key.keyId()));

        refused(() -> encrypt(key.keyId(), "text"), "DisabledException", key.arn() + " is disabled.");
        refused(() -> decrypt(ciphertext), "DisabledException", key.arn() + " is disabled.");
        refused(() -> kms.generateDataKey(r -> r.keyId(key.keyId()).keySpec(DataKeySpec.AES_256)), "DisabledException", key.arn() + " is disabled.");
        kms.enableKey(r -> r.keyId(key.keyId()));
        assertThat(decrypt(ciphertext)).isEqualTo("text");
    }

    @ParameterizedTest
    @CsvSource({"RSAES_OAEP_SHA_1, 214", "RSAES_OAEP_SHA_256, 190"})
    void anRsaKeyEncryptsALittle(EncryptionAlgorithmSpec algorithm, int most) {
        String key = key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT).keyId();
        SdkBytes ciphertext = kms.encrypt(r -> r.keyId(key).plaintext(bytes("x".repeat(most))).encryptionAlgorithm(algorithm)).ciphertextBlob();

        assertThat(ciphertext.asByteArray()).hasSize(256);
        assertThat(text(kms.decrypt(r -> r.keyId(key).ciphertextBlob(ciphertext).encryptionAlgorithm(algorithm)).plaintext())).hasSize(most);
        refused(() -> kms.encrypt(r -> r.keyId(key).plaintext(bytes("x".repeat(most + 1))).encryptionAlgorithm(algorithm)), "ValidationException",
                "Algorithm " + algorithm + " and key spec RSA_2048 cannot encrypt data larger than " + most + " bytes.");
        refused(() -> kms.encrypt(r -> r.keyId(key).plaintext(bytes("x"))), "InvalidKeyUsageException",
                "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.");
        refused(() -> kms.decrypt(r -> r.keyId(key).ciphertextBlob(ciphertext)), "InvalidCiphertextException", NO_MESSAGE);
        refused(() -> kms.generateDataKey(r -> r.keyId(key).keySpec(DataKeySpec.AES_256)), "InvalidKeyUsageException",
                "You cannot generate a data key with an asymmetric CMK");
    }

    @Test
    void aKeyDoesWhatItIsForOnly() {
        KeyMetadata key = key(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);

        refused(() -> encrypt(key.keyId(), "text"), "InvalidKeyUsageException",
                key.arn() + " key usage is SIGN_VERIFY which is not valid for Encrypt.");
        refused(() -> kms.generateDataKey(r -> r.keyId(key.keyId()).keySpec(DataKeySpec.AES_256)), "InvalidKeyUsageException",
                key.arn() + " key usage is SIGN_VERIFY which is not valid for GenerateDataKey.");
    }
}

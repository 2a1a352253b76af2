package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.RotationType;

/** New material for keys, as a user of AWS's client sees it. */
public abstract class KmsRotationContract extends KmsContract {

    @Test
    void aKeyThatWasRotatedDecryptsWhatItEncryptedBefore() {
        KeyMetadata key = key();
        List<SdkBytes> ciphertexts = new ArrayList<>(List.of(encrypt(key.keyId(), "text 0")));
        for (int i = 1; i <= 3; i++) {
            kms.rotateKeyOnDemand(r -> r.keyId(key.keyId()));
            ciphertexts.add(encrypt(key.keyId(), "text " + i));
        }

        for (int i = 0; i <= 3; i++) {
            assertThat(decrypt(ciphertexts.get(i))).isEqualTo("text " + i);
        }
        assertThat(kms.listKeyRotations(r -> r.keyId(key.keyId())).rotations()).hasSize(3)
                .allMatch(one -> one.rotationType() == RotationType.ON_DEMAND);
        var all = kms.listKeyRotations(r -> r.keyId(key.keyId()).includeKeyMaterial(IncludeKeyMaterial.ALL_KEY_MATERIAL)).rotations();
        assertThat(all).hasSize(4);
        assertThat(all.getLast().keyMaterialState()).isEqualTo(KeyMaterialState.CURRENT);
        assertThat(all.getLast().keyMaterialId()).isEqualTo(kms.describeKey(r -> r.keyId(key.keyId())).keyMetadata().currentKeyMaterialId());
        assertThat(kms.decrypt(r -> r.ciphertextBlob(ciphertexts.getFirst()).encryptionContext(CONTEXT)).keyMaterialId())
                .isEqualTo(all.getFirst().keyMaterialId());
        assertThat(kms.listKeyRotationsPaginator(r -> r.keyId(key.keyId()).limit(2)).rotations()).hasSize(3);
    }

    @Test
    void aKeyRotatesByItself() {
        KeyMetadata key = key();
        SdkBytes before = encrypt(key.keyId(), "text");
        assertThat(kms.getKeyRotationStatus(r -> r.keyId(key.keyId())).keyRotationEnabled()).isFalse();
        kms.enableKeyRotation(r -> r.keyId(key.keyId()).rotationPeriodInDays(90));
        var status = kms.getKeyRotationStatus(r -> r.keyId(key.keyId()));
        Instant next = status.nextRotationDate();

        assertThat(status.keyRotationEnabled()).isTrue();
        assertThat(status.rotationPeriodInDays()).isEqualTo(90);
        pass(Duration.ofDays(89));
        assertThat(kms.listKeyRotations(r -> r.keyId(key.keyId())).rotations()).isEmpty();
        pass(Duration.ofDays(92));
        assertThat(kms.listKeyRotations(r -> r.keyId(key.keyId())).rotations()).isNotEmpty()
                .allMatch(one -> one.rotationType() == RotationType.AUTOMATIC);
        assertThat(kms.getKeyRotationStatus(r -> r.keyId(key.keyId())).nextRotationDate()).isAfter(next);
        assertThat(decrypt(before)).isEqualTo("text");
        kms.disableKeyRotation(r -> r.keyId(key.keyId()));
        int rotations = kms.listKeyRotations(r -> r.keyId(key.keyId())).rotations().size();
        pass(Duration.ofDays(200));
        assertThat(kms.listKeyRotations(r -> r.keyId(key.keyId())).rotations()).hasSize(rotations);
    }

    @Test
    void aDisabledKeyRotatesWhenItIsEnabledAgain() {
        KeyMetadata key = key();
        kms.enableKeyRotation(r -> r.keyId(key.keyId()).rotationPeriodInDays(100));
        kms.disableKey(r -> r.keyId(key.keyId()));
        pass(Duration.ofDays(150));
        assertThat(kms.listKeyRotations(r -> r.keyId(key.keyId())).rotations()).isEmpty();
        kms.enableKey(r -> r.keyId(key.keyId()));
        pass(Duration.ofSeconds(1));
        assertThat(kms.listKeyRotations(r -> r.keyId(key.keyId())).rotations()).hasSize(1);
    }

    @Test
    void whatDoesNotRotateIsRefused() {
        KeyMetadata mac = key(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC);
        KeyMetadata key = key();

        refused(() -> kms.rotateKeyOnDemand(r -> r.keyId(mac.keyId())), "UnsupportedOperationException", NO_MESSAGE);
        refused(() -> kms.enableKeyRotation(r -> r.keyId(mac.keyId())), "UnsupportedOperationException", NO_MESSAGE);
        refused(() -> kms.enableKeyRotation(r -> r.keyId(key.keyId()).rotationPeriodInDays(89)), "ValidationException", "1 validation error detected: "
                + "Value '89' at 'rotationPeriodInDays' failed to satisfy constraint: Member must have value greater than or equal to 90");
        kms.disableKey(r -> r.keyId(key.keyId()));
        refused(() -> kms.rotateKeyOnDemand(r -> r.keyId(key.keyId())), "DisabledException", key.arn() + " is disabled.");
    }

    @Test
    void onDemandHasItsLimit() {
        KeyMetadata key = key();
        for (int i = 0; i < 25; i++) {
            kms.rotateKeyOnDemand(r -> r.keyId(key.keyId()));
        }
        assertThat(refused(() -> kms.rotateKeyOnDemand(r -> r.keyId(key.keyId()))).awsErrorDetails().errorCode()).isEqualTo("LimitExceededException");
        assertThat(decrypt(encrypt(key.keyId(), "text"))).isEqualTo("text");
    }
}

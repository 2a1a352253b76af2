package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.OriginType;

/** The life of keys and aliases, as a user of AWS's client sees it. */
public abstract class KmsKeysContract extends KmsContract {

    @Test
    void aKeyIsDescribed() {
        KeyMetadata key = key(r -> r.description("for orders"));

        assertThat(key.keyId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(key.arn()).isEqualTo("arn:aws:kms:eu-central-1:111111111111:key/" + key.keyId());
        assertThat(key.awsAccountId()).isEqualTo("111111111111");
        assertThat(key.enabled()).isTrue();
        assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(key.keySpec()).isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
        assertThat(key.keyUsage()).isEqualTo(KeyUsageType.ENCRYPT_DECRYPT);
        assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
        assertThat(key.origin()).isEqualTo(OriginType.AWS_KMS);
        assertThat(key.multiRegion()).isFalse();
        assertThat(key.encryptionAlgorithms()).containsExactly(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
        assertThat(key.hasSigningAlgorithms()).isFalse();
        assertThat(kms.describeKey(r -> r.keyId(key.arn())).keyMetadata()).isEqualTo(key);
        kms.updateKeyDescription(r -> r.keyId(key.keyId()).description("for others"));
        assertThat(kms.describeKey(r -> r.keyId(key.keyId())).keyMetadata().description()).isEqualTo("for others");
        assertThat(key().description()).isEmpty();
    }

    @Test
    void theUsageOfAKeyFollowsItsSpecOrIsAskedFor() {
        assertThat(key(KeySpec.HMAC_384, KeyUsageType.GENERATE_VERIFY_MAC).macAlgorithms()).containsExactly(MacAlgorithmSpec.HMAC_SHA_384);
        refused(() -> key(r -> r.keySpec(KeySpec.ECC_NIST_P256)), "ValidationException",
                "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
        refused(() -> key(KeySpec.ECC_NIST_P256, KeyUsageType.ENCRYPT_DECRYPT), "ValidationException",
                "KeyUsage ENCRYPT_DECRYPT is not compatible with KeySpec ECC_NIST_P256.");
    }

    @Test
    void whatIsNotServedIsRefusedByName() {
        refused(() -> key(r -> r.multiRegion(true)), "UnsupportedOperationException",
                "MultiRegion keys are not served here. See docs/kms.md for what is.");
        refused(() -> key(r -> r.origin(OriginType.EXTERNAL)), "UnsupportedOperationException",
                "Origin EXTERNAL is not served here. See docs/kms.md for what is.");
        refused(() -> key(r -> r.keySpec(KeySpec.SM2).keyUsage(KeyUsageType.SIGN_VERIFY)), "UnsupportedOperationException",
                "KeySpec SM2 is not supported in this region.");
    }

    @Test
    void keysAreListedInPages() {
        List<String> made = IntStream.range(0, 5).mapToObj(i -> key().keyId()).sorted().toList();

        assertThat(kms.listKeysPaginator(r -> r.limit(2)).keys().stream().map(KeyListEntry::keyId)).containsAll(made);
        assertThat(kms.listKeys(r -> r.limit(2)).truncated()).isTrue();
        assertThat(kms.listKeys(r -> r.limit(2)).keys()).hasSize(2);
        assertThat(harness().client(BOB).listKeysPaginator().keys().stream().map(KeyListEntry::keyId)).doesNotContainAnyElementsOf(made);
        assertThat(harness().client(ALICE_ABROAD).listKeysPaginator().keys().stream().map(KeyListEntry::keyId)).doesNotContainAnyElementsOf(made);
        refused(() -> kms.listKeys(r -> r.marker("no marker!")), "InvalidMarkerException", "Could not deserialize marker");
    }

    @Test
    void aKeyIsDeletedAfterItsWindowAndNotBefore() {
        KeyMetadata key = key();
        String alias = newName("alias/doomed");
        kms.createAlias(r -> r.aliasName(alias).targetKeyId(key.keyId()));
        SdkBytes ciphertext = encrypt(key.keyId(), "text");
        var scheduled = kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()).pendingWindowInDays(7));

        assertThat(scheduled.keyState()).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(scheduled.pendingWindowInDays()).isEqualTo(7);
        pass(Duration.ofDays(7).minusMinutes(1));
        refused(() -> decrypt(ciphertext), "KMSInvalidStateException", key.arn() + " is pending deletion.");
        assertThat(kms.describeKey(r -> r.keyId(key.keyId())).keyMetadata().deletionDate()).isEqualTo(scheduled.deletionDate());
        pass(Duration.ofMinutes(2));
        refused(() -> kms.describeKey(r -> r.keyId(key.keyId())), "NotFoundException", "Key '" + key.arn() + "' does not exist");
        refused(() -> kms.describeKey(r -> r.keyId(alias)), "NotFoundException",
                "Alias " + key.arn().replaceFirst("key/.*", alias) + " is not found.");
        refused(() -> decrypt(ciphertext), "AccessDeniedException", "The ciphertext refers to a customer master key that does not exist, "
                + "does not exist in this region, or you are not allowed to access.");
    }

    @Test
    void aDeletionThatIsCalledOffLeavesTheKeyDisabled() {
        KeyMetadata key = key();
        SdkBytes ciphertext = encrypt(key.keyId(), "text");
        kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()));
        kms.cancelKeyDeletion(r -> r.keyId(key.keyId()));

        assertThat(kms.describeKey(r -> r.keyId(key.keyId())).keyMetadata().keyState()).isEqualTo(KeyState.DISABLED);
        pass(Duration.ofDays(31));
        kms.enableKey(r -> r.keyId(key.keyId()));
        assertThat(decrypt(ciphertext)).isEqualTo("text");
        refused(() -> kms.cancelKeyDeletion(r -> r.keyId(key.keyId())), "KMSInvalidStateException", key.arn() + " is not pending deletion.");
    }

    @Test
    void whatIsToBeDeletedTakesNoChanges() {
        KeyMetadata key = key();
        kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()));
        String pending = key.arn() + " is pending deletion.";

        refused(() -> kms.enableKey(r -> r.keyId(key.keyId())), "KMSInvalidStateException", pending);
        refused(() -> kms.disableKey(r -> r.keyId(key.keyId())), "KMSInvalidStateException", pending);
        refused(() -> kms.updateKeyDescription(r -> r.keyId(key.keyId()).description("x")), "KMSInvalidStateException", pending);
        refused(() -> kms.scheduleKeyDeletion(r -> r.keyId(key.keyId())), "KMSInvalidStateException", pending);
        refused(() -> kms.createAlias(r -> r.aliasName(newName("alias/late")).targetKeyId(key.keyId())), "KMSInvalidStateException", pending);
    }

    @Test
    void aWindowIsOfSevenToThirtyDays() {
        KeyMetadata key = key();

        refused(() -> kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()).pendingWindowInDays(6)), "ValidationException", "1 validation error detected: "
                + "Value '6' at 'pendingWindowInDays' failed to satisfy constraint: Member must have value greater than or equal to 7");
        refused(() -> kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()).pendingWindowInDays(31)), "ValidationException", "1 validation error "
                + "detected: Value '31' at 'pendingWindowInDays' failed to satisfy constraint: Member must have value less than or equal to 30");
        assertThat(kms.describeKey(r -> r.keyId(key.keyId())).keyMetadata().keyState()).isEqualTo(KeyState.ENABLED);
    }

    @Test
    void anAliasPointsElsewhereAndGoes() {
        KeyMetadata first = key();
        KeyMetadata second = key();
        String alias = newName("alias/moving");
        kms.createAlias(r -> r.aliasName(alias).targetKeyId(first.keyId()));
        SdkBytes before = encrypt(alias, "text");
        kms.updateAlias(r -> r.aliasName(alias).targetKeyId(second.arn()));

        assertThat(kms.describeKey(r -> r.keyId(alias)).keyMetadata().keyId()).isEqualTo(second.keyId());
        assertThat(decrypt(before)).isEqualTo("text");
        List<AliasListEntry> listed = kms.listAliases(r -> r.keyId(second.keyId())).aliases();
        assertThat(listed).singleElement().satisfies(one -> {
            assertThat(one.aliasName()).isEqualTo(alias);
            assertThat(one.targetKeyId()).isEqualTo(second.keyId());
            assertThat(one.aliasArn()).isEqualTo("arn:aws:kms:eu-central-1:111111111111:" + alias);
        });
        kms.deleteAlias(r -> r.aliasName(alias));
        refused(() -> kms.deleteAlias(r -> r.aliasName(alias)), "NotFoundException",
                "Alias arn:aws:kms:eu-central-1:111111111111:" + alias + " is not found.");
        assertThat(kms.listAliases(r -> r.keyId(second.keyId())).aliases()).isEmpty();
    }

    @Test
    void aliasesAreChecked() {
        KeyMetadata key = key();
        String alias = newName("alias/checked");
        kms.createAlias(r -> r.aliasName(alias).targetKeyId(key.keyId()));

        refused(() -> kms.createAlias(r -> r.aliasName(alias).targetKeyId(key.keyId())), "AlreadyExistsException",
                "An alias with the name arn:aws:kms:eu-central-1:111111111111:" + alias + " already exists");
        refused(() -> kms.createAlias(r -> r.aliasName("no-prefix").targetKeyId(key.keyId())), "ValidationException",
                "Alias must start with the prefix \"alias/\". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        refused(() -> kms.createAlias(r -> r.aliasName("alias/aws/mine").targetKeyId(key.keyId())), "AccessDeniedException",
                "The alias alias/aws/mine is reserved for AWS");
        refused(() -> kms.createAlias(r -> r.aliasName(newName("alias/x")).targetKeyId(alias)), "InvalidArnException",
                "Key Aliases are not supported for this operation.");
        refused(() -> kms.disableKey(r -> r.keyId(alias)), "InvalidArnException", "Key Aliases are not supported for this operation.");
    }

    @Test
    void aKeyThatAwsManagesIsThereWhenItIsAskedFor() {
        KeyMetadata managed = kms.describeKey(r -> r.keyId("alias/aws/sqs")).keyMetadata();

        assertThat(managed.keyManager()).isEqualTo(KeyManagerType.AWS);
        assertThat(managed.description()).contains("SQS");
        assertThat(kms.describeKey(r -> r.keyId("alias/aws/sqs")).keyMetadata()).isEqualTo(managed);
        assertThat(kms.listKeysPaginator().keys().stream().map(KeyListEntry::keyId)).contains(managed.keyId());
        assertThat(kms.listAliasesPaginator().aliases().stream().map(AliasListEntry::aliasName)).contains("alias/aws/sqs");
        assertThat(harness().client(BOB).describeKey(r -> r.keyId("alias/aws/sqs")).keyMetadata().keyId()).isNotEqualTo(managed.keyId());
        refused(() -> kms.describeKey(r -> r.keyId("alias/aws/nothing")), "NotFoundException",
                "Alias arn:aws:kms:eu-central-1:111111111111:alias/aws/nothing is not found.");
        for (String what : List.of("disable", "delete")) {
            var refusal = refused(() -> {
                if (what.equals("disable")) {
                    kms.disableKey(r -> r.keyId(managed.keyId()));
                } else {
                    kms.scheduleKeyDeletion(r -> r.keyId(managed.keyId()));
                }
            });
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
        }
    }

    @Test
    void aKeyThatIsAServicesOwnIsNotForUsers() {
        refused(() -> kms.describeKey(r -> r.keyId("alias/aws-owned/sqs")), "NotFoundException",
                "Alias arn:aws:kms:eu-central-1:111111111111:alias/aws-owned/sqs is not found.");
    }
}

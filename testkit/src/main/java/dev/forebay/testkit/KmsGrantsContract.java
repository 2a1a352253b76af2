package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.Tag;

/** Who may use a key: policies and grants, kept and shown; and tags. Who then may is decided elsewhere. */
public abstract class KmsGrantsContract extends KmsContract {
    private static final String USER = "arn:aws:iam::111111111111:user/app";

    @Test
    void aGrantIsGivenShownAndTakenBack() {
        KeyMetadata key = key();
        GrantConstraints constraints = GrantConstraints.builder().encryptionContextSubset(Map.of("queue", "orders")).build();
        CreateGrantResponse given = kms.createGrant(r -> r.keyId(key.keyId()).granteePrincipal(USER).retiringPrincipal(USER).name("for-app")
                .operations(GrantOperation.DECRYPT, GrantOperation.GENERATE_DATA_KEY).constraints(constraints));
        GrantListEntry shown = kms.listGrants(r -> r.keyId(key.keyId())).grants().getFirst();

        assertThat(shown.grantId()).isEqualTo(given.grantId()).matches("[0-9a-f]{64}");
        assertThat(shown.keyId()).isEqualTo(key.arn());
        assertThat(shown.granteePrincipal()).isEqualTo(USER);
        assertThat(shown.operations()).containsExactlyInAnyOrder(GrantOperation.DECRYPT, GrantOperation.GENERATE_DATA_KEY);
        assertThat(shown.constraints()).isEqualTo(constraints);
        assertThat(shown.issuingAccount()).isEqualTo("arn:aws:iam::111111111111:root");
        assertThat(kms.listRetirableGrantsPaginator(r -> r.retiringPrincipal(USER)).grants()).contains(shown);
        assertThat(decrypt(kms.encrypt(r -> r.keyId(key.keyId()).plaintext(bytes("text")).encryptionContext(CONTEXT).grantTokens(given.grantToken()))
                .ciphertextBlob())).isEqualTo("text");
        kms.revokeGrant(r -> r.keyId(key.keyId()).grantId(given.grantId()));
        assertThat(kms.listGrants(r -> r.keyId(key.keyId())).grants()).isEmpty();
        refused(() -> kms.revokeGrant(r -> r.keyId(key.keyId()).grantId(given.grantId())), "NotFoundException", "Grant ID " + given.grantId() + " not found");
    }

    @Test
    void theSameUnderTheSameNameIsTheSameGrant() {
        KeyMetadata key = key();

        assertThat(grant(key, "twice")).isEqualTo(grant(key, "twice"));
        assertThat(grant(key, "twice")).isNotEqualTo(grant(key, "other"));
        assertThat(kms.listGrantsPaginator(r -> r.keyId(key.keyId()).limit(1)).grants()).hasSize(2);
        assertThat(kms.listGrants(r -> r.keyId(key.keyId()).granteePrincipal("arn:aws:iam::111111111111:user/nobody")).grants()).isEmpty();
    }

    private String grant(KeyMetadata key, String name) {
        return kms.createGrant(r -> r.keyId(key.arn()).granteePrincipal(USER).name(name).operations(GrantOperation.ENCRYPT)).grantId();
    }

    @Test
    void aGrantIsRetiredByTokenOrById() {
        KeyMetadata key = key();
        CreateGrantResponse byToken = kms.createGrant(r -> r.keyId(key.keyId()).granteePrincipal(USER).operations(GrantOperation.ENCRYPT));
        kms.retireGrant(r -> r.grantToken(byToken.grantToken()));
        String byId = grant(key, "by-id");
        kms.retireGrant(r -> r.keyId(key.arn()).grantId(byId));

        assertThat(kms.listGrants(r -> r.keyId(key.keyId())).grants()).isEmpty();
        refused(() -> kms.retireGrant(r -> r.grantToken("nonsense")), "InvalidGrantTokenException", "The grant token is not valid.");
        refused(() -> kms.encrypt(r -> r.keyId(key.keyId()).plaintext(bytes("x")).grantTokens("nonsense")), "InvalidGrantTokenException",
                "The grant token is not valid.");
    }

    @Test
    void grantsAreChecked() {
        KeyMetadata key = key();
        KeyMetadata signing = key(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);

        refused(() -> kms.createGrant(r -> r.keyId(signing.keyId()).granteePrincipal(USER).operations(GrantOperation.ENCRYPT)), "ValidationException",
                "Grant operation Encrypt is not compatible with key usage SIGN_VERIFY and key spec ECC_NIST_P256.");
        refused(() -> kms.createGrant(r -> r.keyId(key.keyId()).granteePrincipal("somebody").operations(GrantOperation.ENCRYPT)), "InvalidArnException",
                "ARN does not refer to a valid principal: somebody");
        refused(() -> kms.createGrant(r -> r.keyId(key.keyId()).granteePrincipal(USER).operations(GrantOperation.ENCRYPT).dryRun(true)),
                "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
        kms.disableKey(r -> r.keyId(key.keyId()));
        refused(() -> grant(key, "late"), "DisabledException", key.arn() + " is disabled.");
    }

    @Test
    void aKeyHasThePolicyThatAwsWouldGiveItOrItsOwn() {
        KeyMetadata key = key();
        String own = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"kms:*","Resource":"*"}]}""";
        String usual = kms.getKeyPolicy(r -> r.keyId(key.keyId())).policy();

        assertThat(usual).contains("\"Sid\" : \"Enable IAM User Permissions\"", "\"AWS\" : \"arn:aws:iam::111111111111:root\"", "\"Id\" : \"key-default-1\"");
        assertThat(kms.listKeyPolicies(r -> r.keyId(key.keyId())).policyNames()).containsExactly("default");
        kms.putKeyPolicy(r -> r.keyId(key.keyId()).policyName("default").policy(own));
        assertThat(kms.getKeyPolicy(r -> r.keyId(key.arn())).policy()).isEqualTo(own);
        assertThat(kms.getKeyPolicy(r -> r.keyId(key(k -> k.policy(own)).keyId())).policy()).isEqualTo(own);
        refused(() -> kms.getKeyPolicy(r -> r.keyId(key.keyId()).policyName("other")), "NotFoundException", "No such policy exists");
    }

    @Test
    void aPolicyLeavesADoorOpenUnlessToldOtherwise() {
        KeyMetadata key = key();
        String locked = """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":["kms:Encrypt","kms:Put"],"Resource":"*"}}""";

        refused(() -> kms.putKeyPolicy(r -> r.keyId(key.keyId()).policy(locked)), "MalformedPolicyDocumentException",
                "The new key policy will not allow you to update the key policy in the future.");
        kms.putKeyPolicy(r -> r.keyId(key.keyId()).policy(locked).bypassPolicyLockoutSafetyCheck(true));
        assertThat(kms.getKeyPolicy(r -> r.keyId(key.keyId())).policy()).isEqualTo(locked);
        for (String broken : List.of("{}", "nonsense", "{\"Statement\":[{\"Effect\":\"Perhaps\"}]}", "[]")) {
            assertThat(refused(() -> kms.putKeyPolicy(r -> r.keyId(key.keyId()).policy(broken))).awsErrorDetails().errorCode())
                    .isEqualTo("MalformedPolicyDocumentException");
        }
    }

    @Test
    void keysAreTagged() {
        KeyMetadata key = key(r -> r.tags(tag("team", "a"), tag("cost", "1")));
        kms.tagResource(r -> r.keyId(key.keyId()).tags(tag("team", "b"), tag("more", "")));
        kms.untagResource(r -> r.keyId(key.keyId()).tagKeys("cost", "absent"));

        assertThat(kms.listResourceTags(r -> r.keyId(key.keyId())).tags()).containsExactly(tag("more", ""), tag("team", "b"));
        assertThat(kms.listResourceTagsPaginator(r -> r.keyId(key.keyId()).limit(1)).tags()).hasSize(2);
        refused(() -> kms.tagResource(r -> r.keyId(key.keyId()).tags(tag("aws:mine", "x"))), "TagException", "Tag keys must not start with 'aws:'");
        refused(() -> kms.tagResource(r -> r.keyId(key.keyId()).tags(tag("a", "x"), tag("a", "y"))), "TagException", "Duplicate tag keys");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().tagKey(key).tagValue(value).build();
    }
}

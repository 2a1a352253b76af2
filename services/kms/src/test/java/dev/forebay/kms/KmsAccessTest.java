package dev.forebay.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.access.Access;
import dev.forebay.access.ResourceSide;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import dev.forebay.identity.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;

/** What operations need, and what keys say of who may. */
class KmsAccessTest {
    private static final AccountId ACCOUNT = new AccountId("111111111111");
    private static final Caller ROOT = Caller.root(ACCOUNT, Region.DEFAULT);
    private static final String APP = "arn:aws:iam::111111111111:user/app";
    private static final String ROLE = "arn:aws:iam::111111111111:role/worker";
    private static final Map<String, String> CONTEXT = Map.of("queue", "orders", "more", "x");

    private final InProcess kms = new InProcess();
    private KmsClient root;
    private KeyMetadata key;

    @BeforeEach
    void makeKey() {
        root = kms.client(ROOT);
        key = root.createKey(r -> r.tags(Tag.builder().tagKey("team").tagValue("a").build())).keyMetadata();
        root.createAlias(r -> r.aliasName("alias/mine").targetKeyId(key.keyId()));
    }

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void encryptingNeedsTheKeyWhosePolicyDecides() {
        Access access = one(user(APP), "Encrypt", EncryptRequest.builder().keyId("alias/mine").plaintext(SdkBytes.fromUtf8String("x"))
                .encryptionContext(CONTEXT).build());

        assertThat(access.action()).isEqualTo("kms:Encrypt");
        assertThat(access.resource()).isEqualTo(key.arn());
        assertThat(access.side().decides()).isTrue();
        assertThat(access.side().policy()).contains("Enable IAM User Permissions");
        assertThat(access.side().granted()).isFalse();
        assertThat(access.keys()).containsEntry("kms:EncryptionContext:queue", List.of("orders"))
                .containsEntry("kms:CallerAccount", List.of("111111111111"))
                .containsEntry("kms:RequestAlias", List.of("alias/mine"))
                .containsEntry("kms:ResourceAliases", List.of("alias/mine"))
                .containsEntry("kms:KeySpec", List.of("SYMMETRIC_DEFAULT"))
                .containsEntry("aws:ResourceTag/team", List.of("a"))
                .doesNotContainKey("kms:ViaService");
        assertThat(access.keys().get("kms:EncryptionContextKeys")).containsExactlyInAnyOrder("queue", "more");
    }

    @Test
    void decryptingNeedsTheKeyThatTheCiphertextTellsOf() {
        SdkBytes blob = root.encrypt(r -> r.keyId(key.keyId()).plaintext(SdkBytes.fromUtf8String("x"))).ciphertextBlob();

        assertThat(one(user(APP), "Decrypt", DecryptRequest.builder().ciphertextBlob(blob).build()).resource()).isEqualTo(key.arn());
        Access unknown = one(user(APP), "Decrypt", DecryptRequest.builder().ciphertextBlob(SdkBytes.fromUtf8String("x")).build());
        assertThat(unknown.resource()).isEqualTo("arn:aws:kms:us-east-1:111111111111:key/unknown");
        assertThat(unknown.side().granted()).isFalse();
        List<Access> both = kms.service().rules().of(user(APP), "ReEncrypt",
                ReEncryptRequest.builder().ciphertextBlob(blob).destinationKeyId("alias/mine").build());
        assertThat(both).extracting(Access::action).containsExactly("kms:ReEncryptFrom", "kms:ReEncryptTo");
        assertThat(both).allSatisfy(access -> assertThat(access.keys()).containsEntry("kms:ReEncryptOnSameKey", List.of("true")));
    }

    @Test
    void aGrantCoversItsPrincipalItsOperationsAndItsContext() {
        root.createGrant(r -> r.keyId(key.keyId()).granteePrincipal(APP).operations(GrantOperation.ENCRYPT)
                .constraints(GrantConstraints.builder().encryptionContextSubset(Map.of("queue", "orders")).build()));

        assertThat(granted(user(APP), CONTEXT)).isTrue();
        assertThat(granted(user(APP), Map.of("queue", "orders"))).isTrue();
        assertThat(granted(user(APP), Map.of("queue", "others"))).isFalse();
        assertThat(granted(user(APP), Map.of())).isFalse();
        assertThat(granted(user(APP + "2"), CONTEXT)).isFalse();
        assertThat(granted(anonymous(), CONTEXT)).isFalse();
        assertThat(one(user(APP), "Decrypt", DecryptRequest.builder().keyId(key.keyId()).encryptionContext(CONTEXT).build()).side().granted()).isFalse();
    }

    @Test
    void aGrantToARoleIsForWhoeverAssumedIt() {
        String id = root.createGrant(r -> r.keyId(key.keyId()).granteePrincipal(ROLE).operations(GrantOperation.ENCRYPT)).grantId();

        assertThat(granted(assumed(ROLE), Map.of())).isTrue();
        assertThat(granted(assumed(ROLE + "2"), Map.of())).isFalse();
        root.revokeGrant(r -> r.keyId(key.keyId()).grantId(id));
        assertThat(granted(assumed(ROLE), Map.of())).isFalse();
    }

    @Test
    void aGrantToAUserIsNotForWhomTheUserFederates() {
        root.createGrant(r -> r.keyId(key.keyId()).granteePrincipal(APP).operations(GrantOperation.ENCRYPT));
        Principal guest = new Principal(Principal.Kind.FEDERATED, "arn:aws:sts::111111111111:federated-user/guest", "111111111111:guest",
                assumed(APP).principal().session());

        assertThat(granted(new Caller(ACCOUNT, Region.DEFAULT, guest, Origin.IN_PROCESS), Map.of())).isFalse();
    }

    @Test
    void whoMayGiveGrantsByAGrantGivesNoMoreThanItHas() {
        root.createGrant(r -> r.keyId(key.keyId()).granteePrincipal(APP).operations(GrantOperation.CREATE_GRANT, GrantOperation.ENCRYPT)
                .constraints(GrantConstraints.builder().encryptionContextEquals(Map.of("a", "b")).build()));
        GrantConstraints same = GrantConstraints.builder().encryptionContextEquals(Map.of("a", "b")).build();

        assertThat(mayGive(same, GrantOperation.ENCRYPT)).isTrue();
        assertThat(mayGive(same, GrantOperation.DECRYPT)).isFalse();
        assertThat(mayGive(null, GrantOperation.ENCRYPT)).isFalse();
    }

    private boolean mayGive(GrantConstraints constraints, GrantOperation operation) {
        return one(user(APP), "CreateGrant", CreateGrantRequest.builder().keyId(key.keyId()).granteePrincipal(ROLE).operations(operation)
                .constraints(constraints).build()).side().granted();
    }

    @Test
    void whoMayRetireAGrantIsSaidInIt() {
        var grant = root.createGrant(r -> r.keyId(key.keyId()).granteePrincipal(APP).retiringPrincipal(ROLE).operations(GrantOperation.ENCRYPT));
        RetireGrantRequest byToken = RetireGrantRequest.builder().grantToken(grant.grantToken()).build();
        RetireGrantRequest another = RetireGrantRequest.builder().keyId(key.arn()).grantId("0".repeat(64)).build();

        assertThat(one(assumed(ROLE), "RetireGrant", byToken).side().granted()).isTrue();
        assertThat(one(user(APP), "RetireGrant", byToken).side().granted()).isFalse();
        assertThat(one(assumed(ROLE), "RetireGrant", another).side().granted()).isFalse();
    }

    @Test
    void whatComesThroughAServiceSaysSo() {
        EncryptRequest request = EncryptRequest.builder().keyId(key.keyId()).build();
        Caller service = Caller.service("sqs", ACCOUNT, Region.DEFAULT);

        assertThat(one(service, "Encrypt", request).keys()).containsEntry("kms:ViaService", List.of("sqs.us-east-1.amazonaws.com"));
        assertThat(one(user(APP).onBehalfOf("arn:aws:sns:us-east-1:111111111111:topic"), "Encrypt", request).keys())
                .doesNotContainKey("kms:ViaService");
        Caller passedOn = user(APP).withOrigin(user(APP).origin().via("kinesis.us-east-1.amazonaws.com"));
        assertThat(one(passedOn, "Encrypt", request).keys()).containsEntry("kms:ViaService", List.of("kinesis.us-east-1.amazonaws.com"));
    }

    @Test
    void anAliasIsForWhoMayChangeItAndItsKeys() {
        List<Access> needed = kms.service().rules().of(user(APP), "CreateAlias",
                CreateAliasRequest.builder().aliasName("alias/new").targetKeyId(key.keyId()).build());

        assertThat(needed).extracting(Access::resource).containsExactly("arn:aws:kms:us-east-1:111111111111:alias/new", key.arn());
        assertThat(needed.getFirst().side().decides()).isFalse();
        assertThat(needed.getLast().side().decides()).isTrue();
    }

    @Test
    void anAliasIsMovedByWhoMayChangeItAndBothKeys() {
        KeyMetadata other = root.createKey().keyMetadata();

        assertThat(toMove(other)).containsExactly("arn:aws:kms:us-east-1:111111111111:alias/mine", key.arn(), other.arn());
        assertThat(toMove(key)).as("to where it is").containsExactly("arn:aws:kms:us-east-1:111111111111:alias/mine", key.arn());
    }

    private List<String> toMove(KeyMetadata to) {
        return kms.service().rules().of(user(APP), "UpdateAlias", UpdateAliasRequest.builder().aliasName("alias/mine").targetKeyId(to.keyId()).build())
                .stream().map(Access::resource).toList();
    }

    @Test
    void aKeysPolicyOpensItsUseToOtherAccountsAndNotItsManagement() {
        Caller other = new Caller(new AccountId("222222222222"), Region.DEFAULT,
                new Principal(Principal.Kind.USER, "arn:aws:iam::222222222222:user/app", "AIDB", Session.ofKey("AKIB")), Origin.IN_PROCESS);

        assertThat(one(other, "DescribeKey", DescribeKeyRequest.builder().keyId(key.arn()).build()).side().policy()).isNotEmpty();
        Access disable = one(other, "DisableKey", DisableKeyRequest.builder().keyId(key.arn()).build());
        assertThat(disable.owner()).isEqualTo(ACCOUNT);
        assertThat(disable.side()).isEqualTo(ResourceSide.NONE);
        assertThat(one(user(APP), "DisableKey", DisableKeyRequest.builder().keyId(key.arn()).build()).side().policy()).isNotEmpty();
    }

    @Test
    void theAlgorithmIsToldWhoeverNamesIt() {
        SdkBytes blob = root.encrypt(r -> r.keyId(key.keyId()).plaintext(SdkBytes.fromUtf8String("x"))).ciphertextBlob();
        List<Access> both = kms.service().rules().of(user(APP), "ReEncrypt", ReEncryptRequest.builder().ciphertextBlob(blob)
                .destinationKeyId(key.keyId()).destinationEncryptionAlgorithm("RSAES_OAEP_SHA_256").build());

        assertThat(both.getFirst().keys()).containsEntry("kms:EncryptionAlgorithm", List.of("SYMMETRIC_DEFAULT"));
        assertThat(both.getLast().keys()).containsEntry("kms:EncryptionAlgorithm", List.of("RSAES_OAEP_SHA_256"));
        assertThat(one(user(APP), "GenerateDataKey", GenerateDataKeyRequest.builder().keyId(key.keyId()).build()).keys())
                .containsEntry("kms:EncryptionAlgorithm", List.of("SYMMETRIC_DEFAULT"));
        assertThat(one(user(APP), "DescribeKey", DescribeKeyRequest.builder().keyId(key.keyId()).build()).keys())
                .doesNotContainKey("kms:EncryptionAlgorithm");
    }

    @Test
    void theContextOfANewGrantIsItsConstraints() {
        Access access = one(user(APP), "CreateGrant", CreateGrantRequest.builder().keyId(key.keyId()).granteePrincipal(ROLE).operations(GrantOperation.DECRYPT)
                .constraints(GrantConstraints.builder().encryptionContextSubset(Map.of("queue", "orders")).build()).build());

        assertThat(access.keys()).containsEntry("kms:EncryptionContext:queue", List.of("orders"))
                .containsEntry("kms:EncryptionContextKeys", List.of("queue")).containsEntry("kms:GrantConstraintType", List.of("EncryptionContextSubset"));
    }

    private boolean granted(Caller caller, Map<String, String> context) {
        return one(caller, "Encrypt", EncryptRequest.builder().keyId(key.keyId()).encryptionContext(context).build()).side().granted();
    }

    private Access one(Caller caller, String operation, SdkRequest request) {
        List<Access> all = kms.service().rules().of(caller, operation, request);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static Caller user(String arn) {
        return new Caller(ACCOUNT, Region.DEFAULT, new Principal(Principal.Kind.USER, arn, "AIDA", Session.ofKey("AKIA")), Origin.IN_PROCESS);
    }

    private static Caller anonymous() {
        return new Caller(ACCOUNT, Region.DEFAULT, Principal.anonymous(), Origin.IN_PROCESS);
    }

    private static Caller assumed(String role) {
        Session session = new Session("ASIA", role, Optional.empty(), Optional.empty(), false, List.of(), Map.of(), "");
        return new Caller(ACCOUNT, Region.DEFAULT,
                new Principal(Principal.Kind.ROLE, "arn:aws:sts::111111111111:assumed-role/worker/s", "AROA:s", session), Origin.IN_PROCESS);
    }
}

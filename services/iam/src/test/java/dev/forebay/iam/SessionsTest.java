package dev.forebay.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.access.Identities.Attached;
import dev.forebay.access.Identities.Named;
import dev.forebay.identity.AuthenticationRefused;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Credentials.Credential;
import dev.forebay.identity.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** What temporary credentials stand for, and how long. */
class SessionsTest {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},"
            + "\"Action\":\"sts:AssumeRole\"}]}";
    private static final String ALLOW = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}]}";
    private static final String OTHER = ALLOW.replace("sqs", "sns");

    private final InProcess iam = new InProcess();

    @BeforeEach
    void aRole() {
        iam.iam().createRole(r -> r.roleName("reader").path("/x/").assumeRolePolicyDocument(TRUST)
                .tags(software.amazon.awssdk.services.iam.model.Tag.builder().key("stage").value("test").build()));
        iam.iam().putRolePolicy(r -> r.roleName("reader").policyName("p").policyDocument(ALLOW));
    }

    private Credentials assume(Caller caller, AssumeRoleRequest.Builder request) {
        return iam.sts(caller).assumeRole(request.roleArn("arn:aws:iam::" + InProcess.ACCOUNT + ":role/x/reader").roleSessionName("me").build()).credentials();
    }

    private Credentials assume() {
        return assume(InProcess.ROOT, AssumeRoleRequest.builder());
    }

    @Test
    void aSessionStandsForItsRoleEvenAfterARestart() {
        Credentials lent = assume();
        iam.reopen();
        Credential found = iam.find(lent);

        assertThat(found.secret()).isEqualTo(lent.secretAccessKey());
        assertThat(found.principal().kind()).isEqualTo(Principal.Kind.ROLE);
        assertThat(found.principal().arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/reader/me");
        assertThat(found.principal().id()).matches("AROA.{17}:me");
        assertThat(found.principal().session().issuer()).isEqualTo("arn:aws:iam::111122223333:role/x/reader");
        assertThat(found.principal().session().expires()).contains(lent.expiration());
        Attached attached = iam.service.identities().of(InProcess.caller(found));
        assertThat(attached.policies()).containsExactly(new Named("role/reader/p", ALLOW));
        assertThat(attached.tags()).containsEntry("stage", "test");
    }

    @Test
    void aSessionEnds() {
        Credentials lent = assume();
        iam.pass(Duration.ofMinutes(59));
        iam.find(lent);
        iam.pass(Duration.ofMinutes(1));

        refused(() -> iam.find(lent), "ExpiredToken", "The security token included in the request is expired");
    }

    private static void refused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AuthenticationRefused.class, no -> {
            assertThat(no.code()).isEqualTo(code);
            assertThat(no.status()).isEqualTo(403);
            assertThat(no).hasMessage(message);
        });
    }

    @Test
    void onlyTheTokenThatCameWithAKeyIsGoodForIt() {
        Credentials lent = assume();
        Credentials other = assume();
        String invalid = "The security token included in the request is invalid.";

        refused(() -> iam.find(lent.accessKeyId()), "InvalidClientTokenId", invalid);
        refused(() -> iam.service.credentials().find(lent.accessKeyId(), Optional.of(other.sessionToken())), "InvalidClientTokenId", invalid);
        refused(() -> iam.service.credentials().find(lent.accessKeyId(), Optional.of("")), "InvalidClientTokenId", invalid);
        refused(() -> iam.service.credentials().find(lent.accessKeyId(), Optional.of("größe")), "InvalidClientTokenId", invalid);
        refused(() -> new InProcess().find(lent), "InvalidClientTokenId", invalid);
    }

    @Test
    void noByteOfATokenMayBeAnother() {
        Credentials lent = assume();
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            char[] text = lent.sessionToken().toCharArray();
            int at = random.nextInt(text.length - 4);
            text[at] = text[at] == 'A' ? 'B' : 'A';
            assertThatThrownBy(() -> iam.service.credentials().find(lent.accessKeyId(), Optional.of(new String(text))))
                    .isInstanceOf(AuthenticationRefused.class);
        }
    }

    @Test
    void aSessionOfARoleThatIsGoneMayNothing() {
        Credentials lent = assume();
        Caller session = InProcess.caller(iam.find(lent));
        iam.iam().deleteRolePolicy(r -> r.roleName("reader").policyName("p"));
        assertThat(iam.service.identities().of(session).policies()).isEmpty();
        iam.iam().deleteRole(r -> r.roleName("reader"));
        aRole();

        assertThat(iam.service.identities().of(session)).as("another role of that name").isEqualTo(Attached.NOTHING);
        refused(() -> iam.find(lent), "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    @Test
    void sessionPoliciesTravelWithTheSession() {
        String managed = iam.iam().createPolicy(r -> r.policyName("m").policyDocument(OTHER)).policy().arn();
        Credentials lent = assume(InProcess.ROOT, AssumeRoleRequest.builder().policy(ALLOW).policyArns(PolicyDescriptorType.builder().arn(managed).build()));
        assertThat(iam.find(lent).principal().session().policies()).containsExactly(ALLOW, OTHER);
        iam.iam().createPolicyVersion(r -> r.policyArn(managed).policyDocument(ALLOW).setAsDefault(true));
        assertThat(iam.find(lent).principal().session().policies()).containsExactly(ALLOW, ALLOW);
        iam.iam().deletePolicyVersion(r -> r.policyArn(managed).versionId("v1"));
        iam.iam().deletePolicy(r -> r.policyArn(managed));

        assertThat(iam.find(lent).principal().session().policies()).containsExactly(ALLOW, Policies.NOTHING);
    }

    @Test
    void chainedRolesLastAnHourAndCarryTransitiveTags() {
        iam.iam().updateRole(r -> r.roleName("reader").maxSessionDuration(7_200));
        Caller first = InProcess.caller(iam.find(assume(InProcess.ROOT, AssumeRoleRequest.builder().sourceIdentity("alice")
                .tags(tag("team", "a"), tag("stage", "b")).transitiveTagKeys("team"))));
        Credential second = iam.find(assume(first, AssumeRoleRequest.builder().tags(tag("mine", "c"))));

        assertThat(second.principal().session().tags()).containsOnly(Map.entry("team", "a"), Map.entry("mine", "c"));
        assertThat(second.principal().session().sourceIdentity()).isEqualTo("alice");
        assertThatThrownBy(() -> assume(first, AssumeRoleRequest.builder().durationSeconds(3_601))).isInstanceOf(StsException.class)
                .hasMessageContaining("1 hour session limit for roles assumed by role chaining");
        assertThatThrownBy(() -> assume(first, AssumeRoleRequest.builder().tags(tag("TEAM", "x")))).isInstanceOf(StsException.class);
        assertThatThrownBy(() -> assume(first, AssumeRoleRequest.builder().sourceIdentity("bob"))).hasMessageContaining("source identity");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private Caller user() {
        iam.iam().createUser(r -> r.userName("ops"));
        iam.iam().putUserPolicy(r -> r.userName("ops").policyName("p").policyDocument(ALLOW));
        AccessKey key = iam.iam().createAccessKey(r -> r.userName("ops")).accessKey();
        return InProcess.caller(iam.find(key.accessKeyId()));
    }

    @Test
    void aUsersSessionIsTheUserAsLongAsThereIsOne() {
        Caller user = user();
        Credentials lent = iam.sts(user).getSessionToken().credentials();
        iam.iam().updateUser(r -> r.userName("ops").newUserName("sre"));

        assertThat(lent.expiration()).isEqualTo(iam.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).plus(Duration.ofHours(12)));
        assertThat(iam.find(lent).principal().arn()).isEqualTo("arn:aws:iam::111122223333:user/sre");
        assertThat(iam.service.identities().of(InProcess.caller(iam.find(lent))).policies()).hasSize(1);
        assertThatThrownBy(() -> iam.sts(InProcess.caller(iam.find(lent))).getSessionToken()).hasMessageContaining("session credentials");
        iam.iam().deleteUserPolicy(r -> r.userName("sre").policyName("p"));
        iam.iam().listAccessKeys(r -> r.userName("sre")).accessKeyMetadata().forEach(key -> iam.iam().deleteAccessKey(r -> r.userName("sre").accessKeyId(key.accessKeyId())));
        iam.iam().deleteUser(r -> r.userName("sre"));
        refused(() -> iam.find(lent), "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    @Test
    void aFederatedUserMayWhatBothTheUserAndThePolicyAllow() {
        Caller user = user();
        Caller narrowed = InProcess.caller(iam.find(iam.sts(user).getFederationToken(r -> r.name("guest").policy(OTHER)).credentials()));
        Caller bare = InProcess.caller(iam.find(iam.sts(user).getFederationToken(r -> r.name("guest")).credentials()));

        assertThat(narrowed.principal().kind()).isEqualTo(Principal.Kind.FEDERATED);
        assertThat(narrowed.principal().session().policies()).containsExactly(OTHER);
        assertThat(iam.service.identities().of(narrowed).policies()).containsExactly(new Named("user/ops/p", ALLOW));
        assertThat(iam.service.identities().of(bare)).isEqualTo(Attached.NOTHING);
    }

    @Test
    void whatAUserIsAllowedComesFromItsGroupsToo() {
        Caller user = user();
        iam.iam().createGroup(r -> r.groupName("devs"));
        iam.iam().putGroupPolicy(r -> r.groupName("devs").policyName("g").policyDocument(OTHER));
        iam.iam().attachGroupPolicy(r -> r.groupName("devs").policyArn("arn:aws:iam::aws:policy/AmazonSQSFullAccess"));
        iam.iam().addUserToGroup(r -> r.groupName("devs").userName("ops"));
        iam.iam().putUserPermissionsBoundary(r -> r.userName("ops").permissionsBoundary("arn:aws:iam::aws:policy/IAMFullAccess"));
        Attached attached = iam.service.identities().of(user);

        assertThat(attached.policies()).extracting(Named::name)
                .containsExactly("user/ops/p", "group/devs/g", "arn:aws:iam::aws:policy/AmazonSQSFullAccess");
        assertThat(attached.boundary()).map(Named::name).contains("arn:aws:iam::aws:policy/IAMFullAccess");
        assertThat(iam.service.identities().of(user)).as("worked out once").isSameAs(attached);
        iam.iam().removeUserFromGroup(r -> r.groupName("devs").userName("ops"));
        assertThat(iam.service.identities().of(user).policies()).hasSize(1);
    }

    @Test
    void nothingTellsSecrets() {
        Credentials lent = assume();
        Credential found = iam.find(lent);

        assertThat(found.toString()).doesNotContain(found.secret());
        assertThat(new String(java.util.Base64.getDecoder().decode(lent.sessionToken()), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(found.secret()).doesNotContain("reader");
    }
}

package dev.forebay.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.access.Access;
import dev.forebay.access.Decider;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/** What operations of IAM and STS need, and whom the one decision lets. */
class RulesTest {
    private static final String ACCOUNT = "111122223333";
    private static final Caller OTHERS_ROOT = Caller.root(new AccountId("444455556666"), Region.DEFAULT);

    private final InProcess iam = new InProcess();
    private final Decider decider = new Decider(iam.service.identities(), () -> Instant.ofEpochMilli(iam.clock.millis()));
    private Caller ops;

    @BeforeEach
    void aUser() {
        iam.iam().createUser(r -> r.userName("ops").path("/team/").tags(Tag.builder().key("stage").value("test").build()));
        ops = userOf(InProcess.ROOT, "ops");
    }

    private Caller userOf(Caller root, String name) {
        String key = iam.iam(root).createAccessKey(r -> r.userName(name)).accessKey().accessKeyId();
        return InProcess.caller(iam.find(key));
    }

    private Access needed(String operation, SdkRequest request) {
        return iam.service.rules().of(ops, operation, request).getFirst();
    }

    @Test
    void operationsNeedTheirActionOnWhatTheyName() {
        assertThat(needed("CreateUser", CreateUserRequest.builder().userName("new").path("/p/").build()).resource()).isEqualTo("arn:aws:iam::111122223333:user/p/new");
        assertThat(needed("GetUser", GetUserRequest.builder().userName("ops").build()).resource()).isEqualTo("arn:aws:iam::111122223333:user/team/ops");
        assertThat(needed("GetUser", GetUserRequest.builder().build()).resource()).isEqualTo("arn:aws:iam::111122223333:user/team/ops");
        assertThat(needed("CreateAccessKey", CreateAccessKeyRequest.builder().build()).resource()).isEqualTo("arn:aws:iam::111122223333:user/team/ops");
        assertThat(needed("ListUsers", ListUsersRequest.builder().build())).isEqualTo(Access.of("iam:ListUsers", "*", InProcess.ACCOUNT));
        assertThat(needed("CreatePolicy", CreatePolicyRequest.builder().policyName("p").build()).resource()).isEqualTo("arn:aws:iam::111122223333:policy/p");
        assertThat(needed("CreateOpenIDConnectProvider", CreateOpenIdConnectProviderRequest.builder().url("https://a.example.com/b").build()).resource())
                .isEqualTo("arn:aws:iam::111122223333:oidc-provider/a.example.com/b");
        assertThat(iam.service.rules().of(ops, "UpdateUser", UpdateUserRequest.builder().userName("ops").newUserName("sre").build())).extracting(Access::resource)
                .containsExactly("arn:aws:iam::111122223333:user/team/ops", "arn:aws:iam::111122223333:user/team/sre");
    }

    @Test
    void conditionsCanSpeakOfPoliciesAndTags() {
        Access attach = needed("AttachUserPolicy", AttachUserPolicyRequest.builder().userName("ops").policyArn("arn:aws:iam::aws:policy/IAMFullAccess").build());
        Access create = needed("CreateUser", CreateUserRequest.builder().userName("new").permissionsBoundary("arn:b")
                .tags(Tag.builder().key("team").value("a").build()).build());

        assertThat(attach.keys()).containsEntry("iam:PolicyARN", List.of("arn:aws:iam::aws:policy/IAMFullAccess"))
                .containsEntry("aws:ResourceTag/stage", List.of("test")).containsEntry("iam:ResourceTag/stage", List.of("test"));
        assertThat(create.keys()).containsEntry("iam:PermissionsBoundary", List.of("arn:b"))
                .containsEntry("aws:RequestTag/team", List.of("a")).containsEntry("aws:TagKeys", List.of("team"));
    }

    private boolean mayAssume(Caller caller, AssumeRoleRequest.Builder request) {
        List<Access> needed = iam.service.stsRules().of(caller, "AssumeRole",
                request.roleArn("arn:aws:iam::" + ACCOUNT + ":role/reader").roleSessionName("me").build());
        return needed.stream().allMatch(access -> decider.decide(caller, access).allowed());
    }

    private void aRoleThatTrusts(String principal, String condition) {
        iam.iam().createRole(r -> r.roleName("reader").assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"" + principal + "\"},\"Action\":\"sts:AssumeRole\"" + condition + "}]}"));
    }

    private void mayAssumeBySelf(Caller root, String user) {
        iam.iam(root).putUserPolicy(r -> r.userName(user).policyName("assume").policyDocument(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\"}]}"));
    }

    @Test
    void aUserThatTheRoleNamesMayAssumeIt() {
        aRoleThatTrusts("arn:aws:iam::111122223333:user/team/ops", "");

        assertThat(mayAssume(ops, AssumeRoleRequest.builder())).isTrue();
    }

    @Test
    void whenTheRoleNamesTheAccountItsPoliciesDecide() {
        aRoleThatTrusts("arn:aws:iam::111122223333:root", "");
        assertThat(mayAssume(ops, AssumeRoleRequest.builder())).isFalse();
        mayAssumeBySelf(InProcess.ROOT, "ops");

        assertThat(mayAssume(ops, AssumeRoleRequest.builder())).isTrue();
    }

    @Test
    void aPolicyOfOnesOwnIsNotEnough() {
        aRoleThatTrusts("arn:aws:iam::444455556666:root", "");
        mayAssumeBySelf(InProcess.ROOT, "ops");

        assertThat(mayAssume(ops, AssumeRoleRequest.builder())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"secret, true", "wrong, false", ", false"})
    void othersNeedWhatTheTrustAsksFor(String externalId, boolean may) {
        aRoleThatTrusts("444455556666", ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"secret\"}}");
        iam.iam(OTHERS_ROOT).createUser(r -> r.userName("guest"));
        mayAssumeBySelf(OTHERS_ROOT, "guest");

        assertThat(mayAssume(userOf(OTHERS_ROOT, "guest"), AssumeRoleRequest.builder().externalId(externalId))).isEqualTo(may);
    }

    @Test
    void sessionTagsNeedATrustOfTheirOwn() {
        aRoleThatTrusts("arn:aws:iam::111122223333:user/team/ops", "");
        var tag = software.amazon.awssdk.services.sts.model.Tag.builder().key("team").value("a").build();
        assertThat(mayAssume(ops, AssumeRoleRequest.builder().tags(tag))).isFalse();
        iam.iam().updateAssumeRolePolicy(r -> r.roleName("reader").policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"*\"},\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"]}]}"));

        assertThat(mayAssume(ops, AssumeRoleRequest.builder().tags(tag))).isTrue();
    }

    @Test
    void rootsAssumeNoRolesAndWhatIsNoRoleIsNotAssumed() {
        assertThat(mayAssume(ops, AssumeRoleRequest.builder())).isFalse();
        assertThatThrownBy(() -> mayAssume(InProcess.ROOT, AssumeRoleRequest.builder())).isInstanceOf(AwsServiceException.class)
                .hasMessageContaining("Roles may not be assumed by root accounts.");
    }

    @Test
    void nobodyAssumesARoleWithoutASignatureWhomeverItTrusts() {
        aRoleThatTrusts("*", "");
        Caller nobody = new Caller(InProcess.ACCOUNT, Region.DEFAULT, Principal.anonymous(), InProcess.ROOT.origin());

        assertThat(mayAssume(nobody, AssumeRoleRequest.builder())).isFalse();
    }

    @Test
    void everybodyMayAskWhoItIs() {
        assertThat(iam.service.stsRules().of(ops, "GetCallerIdentity", GetCallerIdentityRequest.builder().build())).isEmpty();
    }

    @Test
    void sessionsOfUsersDoNotReachIam() {
        Caller session = InProcess.caller(iam.find(iam.sts(ops).getSessionToken().credentials()));

        assertThatThrownBy(() -> iam.service.rules().of(session, "ListUsers", ListUsersRequest.builder().build()))
                .isInstanceOfSatisfying(AwsServiceException.class, no -> assertThat(no.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId"));
    }

    @Test
    void aUserMayWhatItsPoliciesSay() {
        Access list = needed("ListUsers", ListUsersRequest.builder().build());
        assertThat(decider.decide(ops, list).allowed()).isFalse();
        iam.iam().attachUserPolicy(r -> r.userName("ops").policyArn("arn:aws:iam::aws:policy/IAMFullAccess"));
        assertThat(decider.decide(ops, list).allowed()).as("at once").isTrue();
        iam.iam().putUserPermissionsBoundary(r -> r.userName("ops").permissionsBoundary("arn:aws:iam::aws:policy/AmazonSQSFullAccess"));

        assertThat(decider.decide(ops, list).message()).contains("User: arn:aws:iam::111122223333:user/team/ops is not authorized to perform: iam:ListUsers");
    }
}

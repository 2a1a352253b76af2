package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

/** Temporary credentials. */
public abstract class StsContract extends IamContract {

    @Test
    void aCallerIsToldWhoItIs() {
        GetCallerIdentityResponse who = sts.getCallerIdentity();

        assertThat(who.account()).isEqualTo(ACCOUNT);
        assertThat(who.arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":root");
        assertThat(who.userId()).isEqualTo(ACCOUNT);
    }

    private String roleArn(String name) {
        return iam.getRole(r -> r.roleName(name)).role().arn();
    }

    @Test
    void aRoleIsAssumed() {
        String role = newRole("reader");
        AssumeRoleResponse assumed = sts.assumeRole(r -> r.roleArn(roleArn(role)).roleSessionName("me@example.com"));

        assertThat(assumed.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::" + ACCOUNT + ":assumed-role/" + role + "/me@example.com");
        assertThat(assumed.assumedRoleUser().assumedRoleId()).isEqualTo(iam.getRole(r -> r.roleName(role)).role().roleId() + ":me@example.com");
        assertThat(assumed.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(assumed.packedPolicySize()).isNull();
        assertThat(left(assumed.credentials())).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    private Duration left(Credentials credentials) {
        return Duration.between(harness().now(), credentials.expiration());
    }

    @Test
    void aSessionIsAsLongAsItsRoleAllows() {
        String role = newRole("reader");
        refusalOf(() -> sts.assumeRole(r -> r.roleArn(roleArn(role)).roleSessionName("me").durationSeconds(3_601)), "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        refusalOf(() -> sts.assumeRole(r -> r.roleArn(roleArn(role)).roleSessionName("me").durationSeconds(899)), "ValidationError", "900");
        iam.updateRole(r -> r.roleName(role).maxSessionDuration(7_200));

        assertThat(left(sts.assumeRole(r -> r.roleArn(roleArn(role)).roleSessionName("me").durationSeconds(7_200)).credentials()))
                .isGreaterThan(Duration.ofMinutes(119));
    }

    @Test
    void whatIsNoRoleCannotBeAssumed() {
        refusalOf(() -> sts.assumeRole(r -> r.roleArn("arn:aws:iam::" + ACCOUNT + ":role/none").roleSessionName("me")), "AccessDenied",
                "is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::" + ACCOUNT + ":role/none");
        refusalOf(() -> sts.assumeRole(r -> r.roleArn(roleArn(newRole("reader"))).roleSessionName("two words")), "ValidationError", "roleSessionName");
    }

    @Test
    void aSessionIsNarrowedByPolicies() {
        String arn = roleArn(newRole("reader"));
        String policy = newPolicy("p");

        assertThat(sts.assumeRole(r -> r.roleArn(arn).roleSessionName("me").policy(ALLOW).policyArns(PolicyDescriptorType.builder().arn(policy).build())).packedPolicySize()).isBetween(1, 100);
        refusalOf(() -> sts.assumeRole(r -> r.roleArn(arn).roleSessionName("me").policy("{")), "MalformedPolicyDocument", "");
        refusalOf(() -> sts.assumeRole(r -> r.roleArn(arn).roleSessionName("me").policyArns(PolicyDescriptorType.builder().arn(policy + "x").build())), "ValidationError", policy + "x");
        String noise = IntStream.range(0, 4_000).mapToObj(i -> Integer.toString(i * 7_919 % 36, 36)).collect(Collectors.joining());
        String large = document("\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"arn:aws:sqs:*:*:" + scrambled(noise) + "\"");
        refusalOf(() -> sts.assumeRole(r -> r.roleArn(arn).roleSessionName("me").policy(large)), "PackedPolicyTooLarge", "of allotted space, please use smaller policy.");
    }

    /** Text that does not pack well. */
    private static String scrambled(String seed) {
        java.util.Random random = new java.util.Random(seed.hashCode());
        return random.ints(4_000, 0, 62).mapToObj(i -> String.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".charAt(i)))
                .collect(Collectors.joining());
    }

    @Test
    void aSessionHasTags() {
        String arn = roleArn(newRole("reader"));
        Tag team = Tag.builder().key("team").value("a").build();

        assertThat(sts.assumeRole(r -> r.roleArn(arn).roleSessionName("me").tags(team).transitiveTagKeys("team").sourceIdentity("alice")).sourceIdentity())
                .isEqualTo("alice");
        refusalOf(() -> sts.assumeRole(r -> r.roleArn(arn).roleSessionName("me").tags(team).transitiveTagKeys("other")), "InvalidParameterValue", "transitive");
        refusalOf(() -> sts.assumeRole(r -> r.roleArn(arn).roleSessionName("me").tags(team, team.toBuilder().key("TEAM").build())),
                "InvalidParameterValue", "TEAM");
    }

    @Test
    void credentialsAreLentToOneself() {
        assertThat(left(sts.getSessionToken().credentials())).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(left(sts.getSessionToken(r -> r.durationSeconds(900)).credentials())).isLessThanOrEqualTo(Duration.ofMinutes(15));
        refusalOf(() -> sts.getSessionToken(r -> r.durationSeconds(129_601)), "ValidationError", "129600");
        refusalOf(() -> sts.getSessionToken(r -> r.serialNumber("arn:aws:iam::" + ACCOUNT + ":mfa/x").tokenCode("123456")), "AccessDenied", "MultiFactorAuthentication");
    }

    @Test
    void credentialsAreLentToOthers() {
        GetFederationTokenResponse lent = sts.getFederationToken(r -> r.name("guest").policy(ALLOW));

        assertThat(lent.federatedUser().arn()).isEqualTo("arn:aws:sts::" + ACCOUNT + ":federated-user/guest");
        assertThat(lent.federatedUser().federatedUserId()).isEqualTo(ACCOUNT + ":guest");
        assertThat(lent.packedPolicySize()).isPositive();
        refusalOf(() -> sts.getFederationToken(r -> r.name("x")), "ValidationError", "name");
    }

    @Test
    void whatIsNoTokenVouchesForNobody() {
        refusalOf(() -> sts.assumeRoleWithWebIdentity(r -> r.roleArn("arn:aws:iam::" + ACCOUNT + ":role/none").roleSessionName("me").webIdentityToken("nonsense")),
                "InvalidIdentityToken", "not a valid JWT");
    }
}

package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Role;

/** Roles, managed and inline policies, versions and boundaries. */
public abstract class IamPoliciesContract extends IamContract {
    private static final String AWS_POLICY = "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess";

    private static String decoded(String document) {
        // Documents are percent-encoded after RFC 3986: a plus is a plus.
        return URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Test
    void aRoleIsShownAsItWasMade() {
        String name = newName("reader");
        Role made = iam.createRole(r -> r.roleName(name).path("/x/").assumeRolePolicyDocument(TRUST).description("reads").maxSessionDuration(7_200)
                .tags(tag("a", "b"))).role();

        assertThat(made.arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":role/x/" + name);
        assertThat(made.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(decoded(made.assumeRolePolicyDocument())).isEqualTo(TRUST);
        assertThat(made.assumeRolePolicyDocument()).startsWith("%7B%22Version%22%3A%222012-10-17%22");
        assertThat(iam.getRole(r -> r.roleName(name)).role()).isEqualTo(made);
    }

    @Test
    void aRoleIsChanged() {
        String name = newRole("reader");
        String other = document("\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sqs.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"");
        iam.updateRole(r -> r.roleName(name).description("new").maxSessionDuration(3_700));
        iam.updateAssumeRolePolicy(r -> r.roleName(name).policyDocument(other));
        Role role = iam.getRole(r -> r.roleName(name)).role();

        assertThat(role.description()).isEqualTo("new");
        assertThat(role.maxSessionDuration()).isEqualTo(3_700);
        assertThat(decoded(role.assumeRolePolicyDocument())).isEqualTo(other);
        refusalOf(() -> iam.updateRole(r -> r.roleName(name).maxSessionDuration(3_599)), "ValidationError", "greater than or equal to 3600");
        refusalOf(() -> iam.getRole(r -> r.roleName("none")), "NoSuchEntity", "The role with name none cannot be found.");
        refusalOf(() -> iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST)), "EntityAlreadyExists",
                "Role with name " + name + " already exists.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{}", "nonsense", "{\"Version\":\"2012-10-17\"}",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Maybe\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\"}]}",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}"})
    void aPolicyThatIsNoneIsRefused(String document) {
        String user = newUser("ops");

        refusalOf(() -> iam.createPolicy(r -> r.policyName(newName("p")).policyDocument(document)), "MalformedPolicyDocument", "");
        refusalOf(() -> iam.putUserPolicy(r -> r.userName(user).policyName("p").policyDocument(document)), "MalformedPolicyDocument", "");
        assertThat(iam.listUserPolicies(r -> r.userName(user)).policyNames()).isEmpty();
    }

    @Test
    void aTrustPolicyNamesWhomNotWhat() {
        refusalOf(() -> iam.createRole(r -> r.roleName(newName("r")).assumeRolePolicyDocument(ALLOW)), "MalformedPolicyDocument", "");
    }

    @Test
    void inlinePoliciesArePutAndShown() {
        String user = newUser("ops");
        String group = newGroup("g");
        String role = newRole("r");
        iam.putUserPolicy(r -> r.userName(user).policyName("p").policyDocument(ALLOW));
        iam.putGroupPolicy(r -> r.groupName(group).policyName("p").policyDocument(ALLOW));
        iam.putRolePolicy(r -> r.roleName(role).policyName("p").policyDocument(ALLOW));

        assertThat(decoded(iam.getUserPolicy(r -> r.userName(user).policyName("p")).policyDocument())).isEqualTo(ALLOW);
        assertThat(decoded(iam.getGroupPolicy(r -> r.groupName(group).policyName("p")).policyDocument())).isEqualTo(ALLOW);
        assertThat(decoded(iam.getRolePolicy(r -> r.roleName(role).policyName("p")).policyDocument())).isEqualTo(ALLOW);
        assertThat(iam.listRolePolicies(r -> r.roleName(role)).policyNames()).containsExactly("p");
        iam.deleteRolePolicy(r -> r.roleName(role).policyName("p"));
        refusalOf(() -> iam.getRolePolicy(r -> r.roleName(role).policyName("p")), "NoSuchEntity", "The role policy with name p cannot be found.");
        refusalOf(() -> iam.deleteUserPolicy(r -> r.userName(user).policyName("q")), "NoSuchEntity", "The user policy with name q cannot be found.");
    }

    @Test
    void inlinePoliciesAreLimitedTogether() {
        String user = newUser("ops");
        String large = document("\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"arn:aws:sqs:*:*:" + "q".repeat(1_000) + "\"");
        iam.putUserPolicy(r -> r.userName(user).policyName("one").policyDocument(large));

        refusalOf(() -> iam.putUserPolicy(r -> r.userName(user).policyName("two").policyDocument(large)), "LimitExceeded",
                "Maximum policy size of 2048 bytes exceeded for user " + user);
        iam.putUserPolicy(r -> r.userName(user).policyName("one").policyDocument(large.replace(",", ", " + " ".repeat(900))));
    }

    @Test
    void managedPoliciesAreAttached() {
        String role = newRole("r");
        String policy = newPolicy("p");
        iam.attachRolePolicy(r -> r.roleName(role).policyArn(policy));
        iam.attachRolePolicy(r -> r.roleName(role).policyArn(policy));
        iam.attachRolePolicy(r -> r.roleName(role).policyArn(AWS_POLICY));

        assertThat(iam.listAttachedRolePolicies(r -> r.roleName(role)).attachedPolicies()).extracting(AttachedPolicy::policyArn)
                .containsExactlyInAnyOrder(policy, AWS_POLICY);
        assertThat(iam.getPolicy(r -> r.policyArn(policy)).policy().attachmentCount()).isEqualTo(1);
        assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(policy)).policyRoles()).extracting(PolicyRole::roleName).containsExactly(role);
        assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(policy).entityFilter(EntityType.USER)).policyRoles()).isEmpty();
        refusalOf(() -> iam.deletePolicy(r -> r.policyArn(policy)), "DeleteConflict", "Cannot delete a policy attached to entities.");
        iam.detachRolePolicy(r -> r.roleName(role).policyArn(policy));
        refusalOf(() -> iam.detachRolePolicy(r -> r.roleName(role).policyArn(policy)), "NoSuchEntity", "Policy " + policy + " was not found.");
        iam.deletePolicy(r -> r.policyArn(policy));
        refusalOf(() -> iam.attachRolePolicy(r -> r.roleName(role).policyArn(policy)), "NoSuchEntity",
                "Policy " + policy + " does not exist or is not attachable.");
        refusalOf(() -> iam.attachRolePolicy(r -> r.roleName(role).policyArn("arn:aws:sqs:us-east-1:123456789012:q")), "InvalidInput", "is not valid.");
    }

    @Test
    void tenPoliciesAreAttachedAtMost() {
        String user = newUser("ops");
        IntStream.range(0, 10).forEach(i -> iam.attachUserPolicy(r -> r.userName(user).policyArn(newPolicy("p"))));

        refusalOf(() -> iam.attachUserPolicy(r -> r.userName(user).policyArn(AWS_POLICY)), "LimitExceeded", "Cannot exceed quota for PoliciesPerUser: 10");
    }

    @Test
    void policiesHaveFiveVersionsAtMost() {
        String policy = newPolicy("p");
        String other = ALLOW.replace("sqs:*", "sns:*");
        IntStream.range(2, 6).forEach(i -> assertThat(iam.createPolicyVersion(r -> r.policyArn(policy).policyDocument(other).setAsDefault(i == 4))
                .policyVersion().versionId()).isEqualTo("v" + i));

        refusalOf(() -> iam.createPolicyVersion(r -> r.policyArn(policy).policyDocument(ALLOW)), "LimitExceeded", "A managed policy can have up to 5 versions.");
        assertThat(iam.listPolicyVersions(r -> r.policyArn(policy)).versions()).extracting(PolicyVersion::versionId).containsExactly("v5", "v4", "v3", "v2", "v1");
        assertThat(iam.getPolicy(r -> r.policyArn(policy)).policy().defaultVersionId()).isEqualTo("v4");
        assertThat(decoded(iam.getPolicyVersion(r -> r.policyArn(policy).versionId("v1")).policyVersion().document())).isEqualTo(ALLOW);
        refusalOf(() -> iam.deletePolicyVersion(r -> r.policyArn(policy).versionId("v4")), "DeleteConflict", "Cannot delete the default version of a policy.");
        iam.setDefaultPolicyVersion(r -> r.policyArn(policy).versionId("v1"));
        iam.deletePolicyVersion(r -> r.policyArn(policy).versionId("v4"));
        assertThat(iam.createPolicyVersion(r -> r.policyArn(policy).policyDocument(ALLOW)).policyVersion().versionId()).isEqualTo("v6");
        refusalOf(() -> iam.getPolicyVersion(r -> r.policyArn(policy).versionId("v4")), "NoSuchEntity", "v4");
        refusalOf(() -> iam.deletePolicy(r -> r.policyArn(policy)), "DeleteConflict", "This policy has more than one version.");
    }

    @Test
    void policiesAreListedByScope() {
        String policy = newPolicy("p");

        assertThat(iam.listPolicies(r -> r.scope(PolicyScopeType.LOCAL).maxItems(1_000)).policies()).extracting(Policy::arn).contains(policy)
                .noneMatch(arn -> arn.startsWith("arn:aws:iam::aws:"));
        assertThat(iam.listPolicies(r -> r.scope(PolicyScopeType.AWS)).policies()).extracting(Policy::arn).contains(AWS_POLICY).doesNotContain(policy);
        assertThat(iam.listPolicies(r -> r.scope(PolicyScopeType.LOCAL).onlyAttached(true)).policies()).extracting(Policy::arn).doesNotContain(policy);
        refusalOf(() -> iam.createPolicyVersion(r -> r.policyArn(AWS_POLICY).policyDocument(ALLOW)), "AccessDenied", AWS_POLICY);
    }

    @Test
    void aPolicyIsLimited() {
        String large = document("\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"arn:aws:sqs:*:*:" + "q".repeat(6_144) + "\"");

        refusalOf(() -> iam.createPolicy(r -> r.policyName(newName("p")).policyDocument(large)), "LimitExceeded", "Cannot exceed quota for PolicySize: 6144");
        refusalOf(() -> iam.createRole(r -> r.roleName(newName("r")).assumeRolePolicyDocument(TRUST.replace("sts:", "sts:" + "x".repeat(2_048)))),
                "LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048");
    }

    @Test
    void permissionsAreBounded() {
        String user = newUser("ops");
        String policy = newPolicy("b");
        iam.putUserPermissionsBoundary(r -> r.userName(user).permissionsBoundary(policy));

        assertThat(iam.getUser(r -> r.userName(user)).user().permissionsBoundary().permissionsBoundaryArn()).isEqualTo(policy);
        assertThat(iam.getPolicy(r -> r.policyArn(policy)).policy().permissionsBoundaryUsageCount()).isEqualTo(1);
        refusalOf(() -> iam.deletePolicy(r -> r.policyArn(policy)), "DeleteConflict", "attached");
        refusalOf(() -> iam.putUserPermissionsBoundary(r -> r.userName(user).permissionsBoundary(policy + "x")), "NoSuchEntity", policy + "x");
        iam.deleteUserPermissionsBoundary(r -> r.userName(user));
        assertThat(iam.getUser(r -> r.userName(user)).user().permissionsBoundary()).isNull();
    }
}

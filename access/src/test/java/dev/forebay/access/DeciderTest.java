package dev.forebay.access;

import static dev.forebay.access.Calls.ABROAD;
import static dev.forebay.access.Calls.ALLOW_OTHER;
import static dev.forebay.access.Calls.ALLOW_SEND;
import static dev.forebay.access.Calls.DENY_SEND;
import static dev.forebay.access.Calls.HOME;
import static dev.forebay.access.Calls.QUEUE;
import static dev.forebay.access.Calls.anonymous;
import static dev.forebay.access.Calls.bounded;
import static dev.forebay.access.Calls.decide;
import static dev.forebay.access.Calls.decrypt;
import static dev.forebay.access.Calls.federated;
import static dev.forebay.access.Calls.policy;
import static dev.forebay.access.Calls.resource;
import static dev.forebay.access.Calls.role;
import static dev.forebay.access.Calls.root;
import static dev.forebay.access.Calls.send;
import static dev.forebay.access.Calls.sns;
import static dev.forebay.access.Calls.stranger;
import static dev.forebay.access.Calls.user;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The rules of AWS's policy evaluation logic, one by one. */
class DeciderTest {
    private static final String TO_ACCOUNT = resource("Allow", "{'AWS':'111111111111'}");
    private static final String TO_USER = resource("Allow", "{'AWS':'arn:aws:iam::111111111111:user/ops'}");
    private static final String TO_ROLE = resource("Allow", "{'AWS':'arn:aws:iam::111111111111:role/Reader'}");
    private static final String TO_SESSION = resource("Allow", "{'AWS':'arn:aws:sts::111111111111:assumed-role/Reader/night'}");
    private static final String TO_ALL = resource("Allow", "'*'");

    @Test
    void whatNothingAllowsIsDenied() {
        assertThat(decide(user(), send()).reason()).isEqualTo(Reason.IDENTITY_SILENT);
        assertThat(decide(role(), send(), ALLOW_OTHER).reason()).isEqualTo(Reason.IDENTITY_SILENT);
    }

    @Test
    void withinAnAccountEitherSideSuffices() {
        assertThat(decide(user(), send(), ALLOW_SEND).allowed()).isTrue();
        assertThat(decide(user(), send(TO_USER)).allowed()).isTrue();
    }

    @Test
    void anExplicitDenyWinsWhereverItStands() {
        assertThat(decide(user(), send(TO_USER), ALLOW_SEND, DENY_SEND).reason()).isEqualTo(Reason.IDENTITY_DENIES);
        assertThat(decide(user(), send(resource("Deny", "'*'")), ALLOW_SEND).reason()).isEqualTo(Reason.RESOURCE_DENIES);
        assertThat(decide(bounded(DENY_SEND, ALLOW_SEND), user(), send(TO_USER)).reason()).isEqualTo(Reason.BOUNDARY_DENIES);
        assertThat(decide(role(DENY_SEND), send(TO_SESSION), ALLOW_SEND).reason()).isEqualTo(Reason.SESSION_DENIES);
    }

    @Test
    void theRootOfAnAccountMayDoEverythingThereUnlessTheResourceDenies() {
        assertThat(decide(root(HOME), send()).allowed()).isTrue();
        assertThat(decide(root(HOME), send(resource("Deny", "{'AWS':'arn:aws:iam::111111111111:root'}"))).reason())
                .isEqualTo(Reason.RESOURCE_DENIES);
        assertThat(decide(root(ABROAD), send()).reason()).isEqualTo(Reason.RESOURCE_SILENT);
    }

    @Test
    void acrossAccountsBothSidesMustAllow() {
        String toStranger = resource("Allow", "{'AWS':'222222222222'}");

        assertThat(decide(stranger(), send(), ALLOW_SEND).reason()).isEqualTo(Reason.RESOURCE_SILENT);
        assertThat(decide(stranger(), send(toStranger)).reason()).isEqualTo(Reason.IDENTITY_SILENT);
        assertThat(decide(stranger(), send(toStranger), ALLOW_SEND).allowed()).isTrue();
        assertThat(decide(stranger(), send(TO_ALL)).reason()).isEqualTo(Reason.IDENTITY_SILENT);
        assertThat(decide(bounded(ALLOW_OTHER, ALLOW_SEND), stranger(), send(TO_ALL)).reason()).isEqualTo(Reason.BOUNDARY_SILENT);
        assertThat(decide(root(ABROAD), send(toStranger)).allowed()).isTrue();
    }

    @Test
    void anAccountAsPrincipalLeavesItToPoliciesOfIdentities() {
        assertThat(decide(user(), send(TO_ACCOUNT)).reason()).isEqualTo(Reason.IDENTITY_SILENT);
        assertThat(decide(user(), send(TO_ACCOUNT), ALLOW_SEND).allowed()).isTrue();
        assertThat(decide(user(), send(resource("Deny", "{'AWS':'111111111111'}")), ALLOW_SEND).reason()).isEqualTo(Reason.RESOURCE_DENIES);
    }

    @Test
    void aBoundaryLimitsWhatIdentitiesAreGivenButNotWhatAResourceGivesAUser() {
        assertThat(decide(bounded(ALLOW_OTHER, ALLOW_SEND), user(), send()).reason()).isEqualTo(Reason.BOUNDARY_SILENT);
        assertThat(decide(bounded(ALLOW_SEND, ALLOW_SEND), user(), send()).allowed()).isTrue();
        assertThat(decide(bounded(ALLOW_SEND), user(), send()).reason()).isEqualTo(Reason.IDENTITY_SILENT);
        assertThat(decide(bounded(ALLOW_OTHER), user(), send(TO_USER)).allowed()).isTrue();
    }

    @Test
    void whatAResourceGivesARoleIsLimitedAndWhatItGivesASessionIsNot() {
        assertThat(decide(bounded(ALLOW_OTHER), role(), send(TO_ROLE)).reason()).isEqualTo(Reason.BOUNDARY_SILENT);
        assertThat(decide(bounded(ALLOW_OTHER), role(), send(TO_SESSION)).allowed()).isTrue();
        assertThat(decide(role(ALLOW_OTHER), send(TO_ROLE)).reason()).isEqualTo(Reason.SESSION_SILENT);
        assertThat(decide(role(ALLOW_OTHER), send(TO_SESSION)).allowed()).isTrue();
        assertThat(decide(role(ALLOW_OTHER), send(TO_ALL)).reason()).isEqualTo(Reason.SESSION_SILENT);
        assertThat(decide(role(), send(TO_ROLE)).allowed()).isTrue();
    }

    @Test
    void severalSessionPoliciesAllowWhatOneOfThemDoes() {
        assertThat(decide(role(ALLOW_OTHER, ALLOW_SEND), send(), ALLOW_SEND).allowed()).isTrue();
        assertThat(decide(role(ALLOW_SEND), send()).reason()).isEqualTo(Reason.IDENTITY_SILENT);
    }

    @Test
    void aFederatedUserNeedsASessionPolicyUnlessTheResourceNamesIt() {
        assertThat(decide(federated(), send(), ALLOW_SEND).reason()).isEqualTo(Reason.SESSION_SILENT);
        assertThat(decide(federated(ALLOW_SEND), send(), ALLOW_SEND).allowed()).isTrue();
        assertThat(decide(federated(), send(TO_USER)).reason()).isEqualTo(Reason.SESSION_SILENT);
        assertThat(decide(federated(), send(resource("Allow", "{'AWS':'arn:aws:sts::111111111111:federated-user/guest'}"))).allowed()).isTrue();
    }

    @Test
    void aServiceNeedsTheResource() {
        String topic = "arn:aws:sns:us-east-1:111111111111:news";
        String toTopic = policy("{'Effect':'Allow','Principal':{'Service':'sns.amazonaws.com'},'Action':'sqs:SendMessage','Resource':'" + QUEUE
                + "','Condition':{'ArnEquals':{'aws:SourceArn':'" + topic + "'},'StringEquals':{'aws:SourceAccount':'111111111111'}}}");

        assertThat(decide(sns(topic), send()).reason()).isEqualTo(Reason.RESOURCE_SILENT);
        assertThat(decide(sns(topic), send(toTopic)).allowed()).isTrue();
        assertThat(decide(sns(topic + "2"), send(toTopic)).reason()).isEqualTo(Reason.RESOURCE_SILENT);
        assertThat(decide(sns(topic), send(TO_ALL)).allowed()).isTrue();
        assertThat(decide(sns(topic), send(TO_ACCOUNT)).allowed()).isFalse();
    }

    @Test
    void whoDidNotSignNeedsAResourceOpenToAll() {
        assertThat(decide(anonymous(), send()).reason()).isEqualTo(Reason.RESOURCE_SILENT);
        assertThat(decide(anonymous(), send(TO_ACCOUNT)).allowed()).isFalse();
        assertThat(decide(anonymous(), send(TO_ALL)).allowed()).isTrue();
        assertThat(decide(anonymous(), send(resource("Allow", "{'AWS':'*'}"))).allowed()).isTrue();
    }

    @Test
    void aKeyPolicyHasTheLastWord() {
        String mayDecrypt = policy("{'Effect':'Allow','Action':'kms:*','Resource':'*'}");

        assertThat(decide(user(), decrypt(TO_SESSION), mayDecrypt).reason()).isEqualTo(Reason.RESOURCE_SILENT);
        assertThat(decide(root(HOME), decrypt(TO_USER)).reason()).isEqualTo(Reason.RESOURCE_SILENT);
        assertThat(decide(root(HOME), decrypt(TO_ACCOUNT)).allowed()).isTrue();
        assertThat(decide(user(), decrypt(TO_USER)).allowed()).isTrue();
        assertThat(decide(user(), decrypt(TO_ACCOUNT)).reason()).isEqualTo(Reason.IDENTITY_SILENT);
        assertThat(decide(user(), decrypt(TO_ACCOUNT), mayDecrypt).allowed()).isTrue();
        assertThat(decide(role(ALLOW_SEND), decrypt(TO_ACCOUNT), mayDecrypt).reason()).isEqualTo(Reason.SESSION_SILENT);
    }

    @Test
    void aGrantSufficesUnlessSomethingDenies() {
        Access granted = decrypt(TO_SESSION);
        granted = granted.with(granted.side().withGrant());

        assertThat(decide(user(), granted).allowed()).isTrue();
        assertThat(decide(user(), granted, policy("{'Effect':'Deny','Action':'*','Resource':'*'}")).allowed()).isFalse();
    }

    @Test
    void allButSomePrincipalsSparesOnlyWhoIsListedWithAllThatItIs() {
        String denyOthers = policy("{'Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:iam::111111111111:user/ops'},'Action':'*','Resource':'*'}");
        String spared = policy("{'Effect':'Deny','NotPrincipal':{'AWS':['arn:aws:iam::111111111111:user/ops','111111111111']},'Action':'*','Resource':'*'}");

        assertThat(decide(user(), send(denyOthers), ALLOW_SEND).reason()).isEqualTo(Reason.RESOURCE_DENIES);
        assertThat(decide(user(), send(spared), ALLOW_SEND).allowed()).isTrue();
        assertThat(decide(role(), send(spared), ALLOW_SEND).reason()).isEqualTo(Reason.RESOURCE_DENIES);
    }

    @Test
    void aPolicyThatCannotBeReadDenies() {
        assertThat(decide(user(), send(), ALLOW_SEND, "{").reason()).isEqualTo(Reason.IDENTITY_DENIES);
        assertThat(decide(user(), send("nonsense"), ALLOW_SEND).reason()).isEqualTo(Reason.RESOURCE_DENIES);
        assertThat(decide(user(), send(), ALLOW_SEND, TO_ALL).reason()).isEqualTo(Reason.IDENTITY_DENIES);
        assertThat(decide(user(), send(ALLOW_SEND), ALLOW_SEND).reason()).isEqualTo(Reason.RESOURCE_DENIES);
        assertThat(decide(user(), send(), ALLOW_SEND, policy("{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Sometimes':{'a':'b'}}}")).reason())
                .isEqualTo(Reason.IDENTITY_DENIES);
        assertThat(decide(root(HOME), send("nonsense")).allowed()).isFalse();
    }

    @Test
    void theClientIsToldInAwsWords() {
        String start = "User: arn:aws:iam::111111111111:user/ops is not authorized to perform: sqs:SendMessage on resource: " + QUEUE;

        assertThat(decide(user(), send()).message()).isEqualTo(start + " because no identity-based policy allows the sqs:SendMessage action");
        assertThat(decide(user(), send(), DENY_SEND).message()).isEqualTo(start + " with an explicit deny in an identity-based policy");
        assertThat(decide(bounded(ALLOW_OTHER, ALLOW_SEND), user(), send()).message())
                .isEqualTo(start + " because no permissions boundary allows the sqs:SendMessage action");
        assertThat(decide(anonymous(), send()).message()).startsWith("User: anonymous is not authorized");
        assertThat(decide(user(), send(), ALLOW_SEND).message()).isEmpty();
    }

    @Test
    void theOperatorIsToldWhatEveryStatementSays() {
        String byNight = policy("{'Sid':'Night','Effect':'Allow','Action':'sqs:*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'true'}}}");

        assertThat(decide(user(), send(TO_ACCOUNT), ALLOW_OTHER, byNight, DENY_SEND).explanation().toString().lines()).containsExactly(
                "arn:aws:iam::111111111111:user/ops, sqs:SendMessage on " + QUEUE + " denied: with an explicit deny in an identity-based policy",
                "identity-based policy user/ops/own, statement 1, is about other actions",
                "identity-based policy user/ops/own, statement 1 (Night), would allow, but not when aws:securetransport is false (Bool)",
                "identity-based policy user/ops/own, statement 1 (Never), denies",
                "resource-based policy, statement 1, allows the caller's account, whose policies must allow it too");
    }
}

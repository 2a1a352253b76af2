package dev.forebay.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** What SimulatePrincipalPolicy and SimulateCustomPolicy say. */
class SimulatorTest {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:orders";

    private final InProcess iam = new InProcess();

    private static String policy(String statement) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{" + statement + "}]}";
    }

    private static String allow(String action) {
        return policy("\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"*\"");
    }

    private List<EvaluationResult> custom(List<String> policies, String... actions) {
        return iam.iam().simulateCustomPolicy(r -> r.policyInputList(policies).actionNames(actions).resourceArns(QUEUE)).evaluationResults();
    }

    @Test
    void policiesAreTriedOnActions() {
        List<EvaluationResult> results = custom(List.of(allow("sqs:Send*"), policy("\"Effect\":\"Deny\",\"Action\":\"sqs:DeleteQueue\",\"Resource\":\"*\"")),
                "sqs:SendMessage", "sqs:DeleteQueue", "sqs:ReceiveMessage");

        assertThat(results).extracting(EvaluationResult::evalDecisionAsString).containsExactly("allowed", "explicitDeny", "implicitDeny");
        assertThat(results).extracting(EvaluationResult::evalResourceName).containsOnly(QUEUE);
        assertThat(results.getFirst().matchedStatements()).singleElement().satisfies(matched -> {
            assertThat(matched.sourcePolicyId()).isEqualTo("PolicyInputList.1");
            assertThat(matched.startPosition().line()).isEqualTo(1);
            assertThat(matched.startPosition().column()).isLessThan(matched.endPosition().column());
        });
        assertThat(results.getLast().matchedStatements()).isEmpty();
    }

    @Test
    void aPrincipalIsTriedWithAllItHas() {
        iam.iam().createUser(r -> r.userName("ops"));
        iam.iam().createGroup(r -> r.groupName("devs"));
        iam.iam().addUserToGroup(r -> r.userName("ops").groupName("devs"));
        iam.iam().putGroupPolicy(r -> r.groupName("devs").policyName("g").policyDocument(allow("sqs:*")));
        String boundary = iam.iam().createPolicy(r -> r.policyName("b").policyDocument(allow("sqs:SendMessage"))).policy().arn();
        iam.iam().putUserPermissionsBoundary(r -> r.userName("ops").permissionsBoundary(boundary));
        List<EvaluationResult> results = iam.iam().simulatePrincipalPolicy(r -> r.policySourceArn("arn:aws:iam::111122223333:user/ops")
                .actionNames("sqs:SendMessage", "sqs:DeleteQueue")).evaluationResults();

        assertThat(results).extracting(EvaluationResult::evalDecisionAsString).containsExactly("allowed", "implicitDeny");
        assertThat(results).extracting(result -> result.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary()).containsExactly(true, false);
        assertThatThrownBy(() -> iam.iam().simulatePrincipalPolicy(r -> r.policySourceArn("arn:aws:iam::111122223333:user/none").actionNames("sqs:SendMessage")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void whatAConditionAsksForIsTold() {
        String policy = policy("\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:RequestTag/team\":\"a\"}}");
        EvaluationResult without = custom(List.of(policy), "sqs:CreateQueue").getFirst();
        EvaluationResult with = iam.iam().simulateCustomPolicy(r -> r.policyInputList(policy).actionNames("sqs:CreateQueue").contextEntries(
                ContextEntry.builder().contextKeyName("aws:RequestTag/team").contextKeyType("string").contextKeyValues("a").build())).evaluationResults().getFirst();

        assertThat(without.evalDecisionAsString()).isEqualTo("implicitDeny");
        assertThat(without.missingContextValues()).containsExactly("aws:requesttag/team");
        assertThat(with.evalDecisionAsString()).isEqualTo("allowed");
        assertThat(iam.iam().getContextKeysForCustomPolicy(r -> r.policyInputList(policy)).contextKeyNames()).containsExactly("aws:requesttag/team");
    }

    @Test
    void resultsComeInPages() {
        var page = iam.iam().simulateCustomPolicy(r -> r.policyInputList(allow("*")).actionNames("sqs:A", "sqs:B").resourceArns(QUEUE, QUEUE + "2").maxItems(3));

        assertThat(page.evaluationResults()).hasSize(3);
        assertThat(page.isTruncated()).isTrue();
        assertThat(iam.iam().simulateCustomPolicy(r -> r.policyInputList(allow("*")).actionNames("sqs:A", "sqs:B").resourceArns(QUEUE, QUEUE + "2").maxItems(3)
                .marker(page.marker())).evaluationResults()).singleElement().satisfies(last -> assertThat(last.evalActionName()).isEqualTo("sqs:B"));
    }

    @Test
    void whatIsNoPolicyOrActionIsRefused() {
        assertThatThrownBy(() -> custom(List.of("{"), "sqs:SendMessage")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> custom(List.of(allow("*")), "SendMessage")).isInstanceOf(InvalidInputException.class).hasMessageContaining("Action name");
        assertThatThrownBy(() -> iam.iam().simulatePrincipalPolicy(r -> r.policySourceArn("nonsense").actionNames("sqs:SendMessage")))
                .isInstanceOf(InvalidInputException.class);
    }
}

package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;

class TopicPolicyTest {
    private static final String ARN = "arn:aws:sns:us-east-1:111111111111:orders";
    private static final String STANDARD = TopicPolicy.standard(ARN, "111111111111");

    @Test
    void aNewTopicHasThePolicyThatAwsGivesIt() {
        // Recorded from AWS.
        assertThat(STANDARD).isEqualTo("{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":["
                + "{\"Sid\":\"__default_statement_ID\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":["
                + "\"SNS:GetTopicAttributes\",\"SNS:SetTopicAttributes\",\"SNS:AddPermission\",\"SNS:RemovePermission\",\"SNS:DeleteTopic\","
                + "\"SNS:Subscribe\",\"SNS:ListSubscriptionsByTopic\",\"SNS:Publish\"],\"Resource\":\"" + ARN + "\","
                + "\"Condition\":{\"StringEquals\":{\"AWS:SourceOwner\":\"111111111111\"}}}]}");
        assertThat(TopicPolicy.checked(STANDARD)).isEqualTo(STANDARD);
    }

    @Test
    void aPermissionBecomesAStatement() {
        String policy = TopicPolicy.add(STANDARD, "partner", List.of("222222222222"), List.of("Publish"), ARN);

        assertThat(policy).startsWith(STANDARD.substring(0, STANDARD.length() - 2)).endsWith(
                ",{\"Sid\":\"partner\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::222222222222:root\"},"
                        + "\"Action\":\"SNS:Publish\",\"Resource\":\"" + ARN + "\"}]}");
        assertThat(TopicPolicy.checked(policy)).isEqualTo(policy);
        assertThat(TopicPolicy.remove(policy, "partner")).isEqualTo(STANDARD);
    }

    @Test
    void severalAccountsAndActionsAreLists() {
        assertThat(TopicPolicy.add(STANDARD, "p", List.of("222222222222", "333333333333"), List.of("Publish", "Receive"), ARN))
                .contains("{\"AWS\":[\"arn:aws:iam::222222222222:root\",\"arn:aws:iam::333333333333:root\"]}", "[\"SNS:Publish\",\"SNS:Receive\"]");
    }

    @Test
    void aLabelIsGivenOnce() {
        assertRefused(() -> TopicPolicy.add(STANDARD, "__default_statement_ID", List.of("222222222222"), List.of("Publish"), ARN))
                .isEqualTo("Invalid parameter: Statement already exists");
    }

    @Test
    void aLabelIsNeeded() {
        assertRefused(() -> TopicPolicy.add(STANDARD, "", List.of("222222222222"), List.of("Publish"), ARN)).isEqualTo("Invalid parameter: Label");
        assertRefused(() -> TopicPolicy.remove(STANDARD, null)).isEqualTo("Invalid parameter: Label");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fly", "*", "CreateTopic", "SNS:Publish", ""})
    void permissionsAreForTheActionsOfATopic(String action) {
        assertRefused(() -> TopicPolicy.add(STANDARD, "p", List.of("222222222222"), List.of(action), ARN))
                .isEqualTo("Invalid parameter: Policy statement action out of service scope!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "", "*", "arn:aws:iam::222222222222:root"})
    void permissionsAreForAccountsOfTwelveDigits(String account) {
        assertRefused(() -> TopicPolicy.add(STANDARD, "p", List.of(account), List.of("Publish"), ARN))
                .isEqualTo("Invalid parameter: Policy Error: PrincipalNotFound");
    }

    @Test
    void aPolicyWithoutStatementsIsLeftWhenTheLastIsRemovedAndTakesNewOnes() {
        String empty = TopicPolicy.remove(STANDARD, "__default_statement_ID");

        assertThat(empty).isEqualTo("{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[]}");
        assertThat(TopicPolicy.add(empty, "p", List.of("222222222222"), List.of("Publish"), ARN)).contains("[{\"Sid\":\"p\"");
        assertThat(TopicPolicy.remove(STANDARD, "unknown")).isEqualTo(STANDARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "nonsense", "[]", "{}", "{\"Statement\":[]}", "{\"Statement\":[1]}", "{\"Statement\":{\"Effect\":\"Allow\"}}",
        // A misspelled member, as people get it wrong.
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principle\":\"*\",\"Action\":\"SNS:Publish\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"me\",\"Action\":\"SNS:Publish\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{},\"Action\":\"SNS:Publish\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[]},\"Action\":\"SNS:Publish\",\"Resource\":\"*\"}}"
    })
    void whatIsNoPolicyIsRefusedWithAwssFewWords(String policy) {
        assertRefused(() -> TopicPolicy.checked(policy)).isEqualTo("Invalid parameter: Policy Error: null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"sns:*\"", "\"*\"", "\"SNS:Unsubscribe\"", "\"SQS:SendMessage\"", "[\"SNS:Publish\",\"SNS:CreateTopic\"]", "7"})
    void actionsAreThoseOfATopic(String actions) {
        assertRefused(() -> TopicPolicy.checked(statement("\"*\"", actions)))
                .isEqualTo("Invalid parameter: Policy statement action out of service scope!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"sns:publish\"", "[\"SNS:Subscribe\",\"sns:Receive\",\"SNS:PutDataProtectionPolicy\"]"})
    void actionsCompareWithoutCase(String actions) {
        assertThat(TopicPolicy.checked(statement("\"*\"", actions))).contains(actions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "sns.amazonaws.com", "arn:aws:iam::123:root"})
    void principalsOfAwsAreAccountsOrArns(String principal) {
        assertRefused(() -> TopicPolicy.checked(statement("{\"AWS\":[\"222222222222\",\"" + principal + "\"]}", "\"SNS:Publish\"")))
                .isEqualTo("Invalid parameter: Policy Error: PrincipalNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"AWS\":\"*\"}", "{\"AWS\":\"222222222222\"}", "{\"AWS\":[\"arn:aws:iam::222222222222:role/publisher\",\"222222222222\"]}",
        "{\"Service\":\"s3.amazonaws.com\"}", "{\"Service\":[\"s3.amazonaws.com\",\"events.amazonaws.com\"],\"AWS\":\"*\"}"
    })
    void servicesAndAccountsMayBePrincipals(String principal) {
        assertThat(TopicPolicy.checked(statement(principal, "\"SNS:Publish\""))).contains(principal);
    }

    @Test
    void aPolicyHasItsLimits() {
        assertThat(TopicPolicy.checked(policy(100))).isEqualTo(policy(100));
        assertRefused(() -> TopicPolicy.checked(policy(101))).contains("more than 100 statements");
        assertRefused(() -> TopicPolicy.add(policy(100), "p", List.of("222222222222"), List.of("Publish"), ARN)).contains("100 statements");
        assertRefused(() -> TopicPolicy.checked(STANDARD.replace("__default_policy_ID", "x".repeat(30 * 1024)))).contains("30720 bytes");
        assertRefused(() -> TopicPolicy.add(STANDARD, "x".repeat(70_000), List.of("222222222222"), List.of("Publish"), ARN)).contains("30720 bytes");
        String crowd = String.join(",", Collections.nCopies(201, "\"222222222222\""));
        assertRefused(() -> TopicPolicy.checked(statement("{\"AWS\":[" + crowd + "]}", "\"SNS:Publish\"")));
        assertRefused(() -> TopicPolicy.add(STANDARD, "p", Collections.nCopies(201, "222222222222"), List.of("Publish"), ARN));
    }

    private static AbstractStringAssert<?> assertRefused(ThrowingCallable call) {
        InvalidParameterException refusal = catchThrowableOfType(InvalidParameterException.class, call);
        assertThat(refusal).as("refused").isNotNull();
        return assertThat(refusal.awsErrorDetails().errorMessage());
    }

    private static String policy(int statements) {
        return "{\"Statement\":[" + String.join(",", Collections.nCopies(statements,
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"SNS:Publish\",\"Resource\":\"*\"}")) + "]}";
    }

    private static String statement(String principal, String actions) {
        return "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":" + principal + ",\"Action\":" + actions + ",\"Resource\":\"*\"}}";
    }
}

package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueuePolicyTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:orders";
    private static final String STATEMENT = "{\"Sid\":\"own\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\","
            + "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":false}}}";
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Id\":\"mine\",\"Statement\":[" + STATEMENT + "]}";

    @Test
    void aPermissionBecomesAStatementAsAwsWritesIt() {
        assertThat(QueuePolicy.add("", "partner", List.of("111122223333"), List.of("ReceiveMessage"), ARN)).isEqualTo(
                "{\"Version\":\"2008-10-17\",\"Id\":\"" + ARN + "/SQSDefaultPolicy\",\"Statement\":["
                        + "{\"Sid\":\"partner\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"},"
                        + "\"Action\":\"SQS:ReceiveMessage\",\"Resource\":\"" + ARN + "\"}]}");
    }

    @Test
    void severalAccountsAndActionsAreLists() {
        assertThat(QueuePolicy.add("", "p", List.of("111122223333", "444455556666"), List.of("SendMessage", "*"), ARN))
                .contains("{\"AWS\":[\"arn:aws:iam::111122223333:root\",\"arn:aws:iam::444455556666:root\"]}", "\"Action\":[\"SQS:SendMessage\",\"SQS:*\"]");
    }

    @Test
    void aPermissionIsAddedToAPolicyThatIsThereAndRemovedAgain() {
        String added = QueuePolicy.add(POLICY, "partner", List.of("111122223333"), List.of("*"), ARN);

        assertThat(added).startsWith("{\"Version\":\"2012-10-17\",\"Id\":\"mine\",\"Statement\":[" + STATEMENT + ",{\"Sid\":\"partner\"");
        assertThat(QueuePolicy.checked(added)).isEqualTo(added);
        assertThat(QueuePolicy.remove(added, "partner")).isEqualTo(POLICY);
    }

    @Test
    void nothingIsLeftOfAPolicyWithoutStatements() {
        assertThat(QueuePolicy.remove(POLICY, "own")).isEmpty();
    }

    @Test
    void aLabelIsGivenOnce() {
        // Both recorded from AWS.
        assertRefused("InvalidParameterValue", () -> QueuePolicy.add(POLICY, "own", List.of("111122223333"), List.of("*"), ARN))
                .isEqualTo("Value own for parameter Label is invalid. Reason: Already exists.");
        assertRefused("InvalidParameterValue", () -> QueuePolicy.remove(POLICY, "other"))
                .isEqualTo("Value other for parameter Label is invalid. Reason: can't find label.");
        assertRefused("InvalidParameterValue", () -> QueuePolicy.remove("", "other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b"})
    void aLabelIsANameOfUpTo80Characters(String label) {
        assertRefused("InvalidParameterValue", () -> add(label, "111122223333", "*"));
        assertRefused("InvalidParameterValue", () -> add("x".repeat(81), "111122223333", "*"));
    }

    @Test
    void accountsHaveTwelveDigits() {
        assertRefused("InvalidParameterValue", () -> add("p", "1111", "*"))
                .isEqualTo("Value [1111] for parameter PrincipalId is invalid. Reason: Unable to verify.");
    }

    @Test
    void actionsAreThoseThatCanBeGiven() {
        assertRefused("InvalidParameterValue", () -> add("p", "111122223333", "DeleteQueue"))
                .isEqualTo("Value SQS:DeleteQueue for parameter ActionName is invalid. Reason: Only the queue owner is allowed to invoke this action.");
        assertRefused("InvalidParameterValue", () -> add("p", "111122223333", "Fly"))
                .startsWith("Value SQS:Fly for parameter ActionName is invalid.");
        assertRefused("MissingParameter", () -> QueuePolicy.add("", "p", List.of("111122223333"), List.of(), ARN));
    }

    @Test
    void aPermissionHasUpToSevenActionsAndAPolicyTwentyStatements() {
        assertRefused("OverLimit", () -> QueuePolicy.add("", "p", List.of("111122223333"), Collections.nCopies(8, "*"), ARN))
                .isEqualTo("8 Actions were found, maximum allowed is 7.");
        assertRefused("OverLimit", () -> QueuePolicy.checked(policy(21)))
                .isEqualTo("21 statements were found in the submitted policy, max allowed is 20");
        assertRefused("OverLimit", () -> QueuePolicy.add(policy(20), "p", List.of("111122223333"), List.of("*"), ARN));
        assertThat(QueuePolicy.checked(policy(20))).isEqualTo(policy(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "nonsense", "[]", "{}", "{\"Statement\":[]}", "{\"Statement\":[1]}", "{\"Statement\":[{\"Effect\":\"Allow\"}]}",
        "{\"Version\":\"2020-01-01\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Maybe\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"NotPrincipal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}",
        "{\"Colour\":1,\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}"
    })
    void whatIsNoPolicyIsRefused(String text) {
        assertRefused("InvalidAttributeValue", () -> QueuePolicy.checked(text)).isEqualTo("Invalid value for the parameter Policy.");
    }

    @Test
    void aPolicyIsShort() {
        assertRefused("InvalidAttributeValue", () -> QueuePolicy.checked(POLICY.replace("mine", "x".repeat(8_192))));
    }

    @Test
    void aPolicyWithOneStatementNeedsNoList() {
        String policy = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}";

        assertThat(QueuePolicy.checked(policy)).isEqualTo(policy);
        assertThat(QueuePolicy.add(policy, "p", List.of("111122223333"), List.of("*"), ARN)).contains("\"Resource\":\"*\"},{\"Sid\":\"p\"");
    }

    private static String add(String label, String account, String action) {
        return QueuePolicy.add("", label, List.of(account), List.of(action), ARN);
    }

    private static String policy(int statements) {
        return "{\"Statement\":["
                + String.join(",", Collections.nCopies(statements, "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}"))
                + "]}";
    }
}

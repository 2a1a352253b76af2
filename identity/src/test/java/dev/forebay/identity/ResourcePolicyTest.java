package dev.forebay.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePolicyTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:orders";
    private static final String STATEMENT = "{\"Sid\":\"own\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\","
            + "\"Condition\":{\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":[3600,1.50]}}}";
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Id\":\"mine\",\"Statement\":[" + STATEMENT + "]}";

    @Test
    void aPolicyIsWrittenAsItWasRead() {
        assertThat(ResourcePolicy.parse(POLICY)).map(ResourcePolicy::toString).contains(POLICY);
    }

    @Test
    void whatIsAddedCanBeRemoved() {
        ResourcePolicy policy = ResourcePolicy.parse(POLICY).orElseThrow();
        ResourcePolicy wider = policy.allowing("partner", List.of("111122223333"), List.of("SQS:SendMessage", "SQS:*"), ARN);

        assertThat(wider.has("partner")).isTrue();
        assertThat(wider).hasToString("{\"Version\":\"2012-10-17\",\"Id\":\"mine\",\"Statement\":[" + STATEMENT
                + ",{\"Sid\":\"partner\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"},"
                + "\"Action\":[\"SQS:SendMessage\",\"SQS:*\"],\"Resource\":\"" + ARN + "\"}]}");
        assertThat(ResourcePolicy.parse(wider.toString())).contains(wider);
        assertThat(wider.without("partner")).isEqualTo(policy);
        assertThat(policy.has("partner")).isFalse();
    }

    @Test
    void anEmptyPolicyHasTheOldVersion() {
        assertThat(ResourcePolicy.empty("id")).hasToString("{\"Version\":\"2008-10-17\",\"Id\":\"id\",\"Statement\":[]}");
        assertThat(ResourcePolicy.parse("{}")).contains(ResourcePolicy.empty(""));
    }

    @Test
    void policiesThatSayTheSameAreEqual() {
        assertThat(ResourcePolicy.parse("{ \"Statement\": " + STATEMENT + ", \"Id\": \"mine\", \"Version\": \"2012-10-17\" }"))
                .isEqualTo(ResourcePolicy.parse(POLICY));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "nonsense", "[]", "{\"Colour\":1}", "{\"Statement\":[1]}", "{\"Version\":\"2020-01-01\"}", "{\"Version\":20121017}",
        "{\"Statement\":{\"Effect\":\"Maybe\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"NotPrincipal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principle\":\"*\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}"
    })
    void whatIsNoPolicyIsNone(String text) {
        assertThat(ResourcePolicy.parse(text)).isEmpty();
    }

    @Test
    void aMemberThatStandsTwiceIsRefused() {
        assertThat(ResourcePolicy.parse("{\"Id\":\"a\",\"Id\":\"b\"}")).isEmpty();
        assertThat(Json.object("{\"Id\":\"a\",\"Id\":\"b\"}").orElseThrow().text("Id")).contains("b");
    }
}

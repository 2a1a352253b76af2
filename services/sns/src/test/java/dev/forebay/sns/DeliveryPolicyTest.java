package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class DeliveryPolicyTest {
    /** As AWS shows them: recorded. */
    private static final String DEFAULT_TOPIC = """
            {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,\
            "numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false,\
            "defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}""";
    private static final String DEFAULT_SUBSCRIPTION = """
            {"healthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,\
            "numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"sicklyRetryPolicy":null,"throttlePolicy":null,\
            "requestPolicy":{"headerContentType":"text/plain; charset=UTF-8"},"guaranteed":false}""";
    private static final String TOPIC = """
            {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":5,"maxDelayTarget":30,"numRetries":10,"numMaxDelayRetries":3,\
            "numNoDelayRetries":1,"numMinDelayRetries":2,"backoffFunction":"exponential"},"disableSubscriptionOverrides":false,\
            "defaultThrottlePolicy":{"maxReceivesPerSecond":5},"defaultRequestPolicy":{"headerContentType":"application/json"}}}""";
    private static final String OF_TOPIC = """
            {"healthyRetryPolicy":{"minDelayTarget":5,"maxDelayTarget":30,"numRetries":10,"numMaxDelayRetries":3,\
            "numNoDelayRetries":1,"numMinDelayRetries":2,"backoffFunction":"exponential"},"sicklyRetryPolicy":null,\
            "throttlePolicy":{"maxReceivesPerSecond":5},"requestPolicy":{"headerContentType":"application/json"},"guaranteed":false}""";
    private static final String SUBSCRIPTION = """
            {"healthyRetryPolicy":{"minDelayTarget":2,"maxDelayTarget":4,"numRetries":2,"numMaxDelayRetries":0,"numNoDelayRetries":0,\
            "numMinDelayRetries":0,"backoffFunction":"linear"},"sicklyRetryPolicy":null,"throttlePolicy":{"maxReceivesPerSecond":1},\
            "requestPolicy":{"headerContentType":"text/plain"},"guaranteed":false}""";

    @Test
    void withoutPoliciesTheDefaultsOfAwsCount() {
        assertThat(DeliveryPolicy.effectiveOfTopic("")).isEqualTo(DEFAULT_TOPIC);
        assertThat(DeliveryPolicy.effectiveOfSubscription("", "")).isEqualTo(DEFAULT_SUBSCRIPTION);
    }

    @Test
    void aPolicyIsShownAsItIsStored() {
        assertThat(DeliveryPolicy.ofTopic(TOPIC, DeliveryPolicy.WHEN_SET).topicJson()).isEqualTo(TOPIC);
        assertThat(DeliveryPolicy.effectiveOfTopic(TOPIC)).isEqualTo(TOPIC);
        assertThat(DeliveryPolicy.ofSubscription(SUBSCRIPTION, false, DeliveryPolicy.WHEN_SET).subscriptionJson()).isEqualTo(SUBSCRIPTION);
    }

    @Test
    void whatIsLeftOutIsStoredWithItsDefaults() {
        String given = "{\"healthyRetryPolicy\" : {\"numRetries\":2, \"maxDelayTarget\":4, \"minDelayTarget\":2}, \"throttlePolicy\":null}";
        assertThat(DeliveryPolicy.ofSubscription(given, false, DeliveryPolicy.WHEN_SET).subscriptionJson()).isEqualTo("""
                {"healthyRetryPolicy":{"minDelayTarget":2,"maxDelayTarget":4,"numRetries":2,"numMaxDelayRetries":0,"numNoDelayRetries":0,\
                "numMinDelayRetries":0,"backoffFunction":"linear"},"sicklyRetryPolicy":null,"throttlePolicy":null,"requestPolicy":null,\
                "guaranteed":false}""");
    }

    @Test
    void aSubscriptionTakesOverItsTopicsPolicy() {
        assertThat(DeliveryPolicy.effectiveOfSubscription(TOPIC, "")).isEqualTo(OF_TOPIC);
    }

    @Test
    void aSubscriptionsOwnPolicyCountsMore() {
        assertThat(DeliveryPolicy.effectiveOfSubscription(TOPIC, SUBSCRIPTION)).isEqualTo(SUBSCRIPTION);
        assertThat(DeliveryPolicy.effective(TOPIC, "{\"throttlePolicy\":{\"maxReceivesPerSecond\":9}}").subscriptionJson())
                .isEqualTo(OF_TOPIC.replace("Second\":5", "Second\":9"));
    }

    @Test
    void aTopicMayForbidPoliciesOfItsSubscriptions() {
        String strict = TOPIC.replace("\"disableSubscriptionOverrides\":false", "\"disableSubscriptionOverrides\":true");
        assertThat(DeliveryPolicy.effectiveOfSubscription(strict, SUBSCRIPTION)).isEqualTo(OF_TOPIC);
    }

    @Test
    void aTopicsPolicyWithoutRetriesLeavesTheDefault() {
        assertThat(DeliveryPolicy.effectiveOfTopic("{\"http\":{}}")).isEqualTo(DEFAULT_TOPIC);
        assertThat(DeliveryPolicy.effectiveOfTopic("{}")).isEqualTo(DEFAULT_TOPIC);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0|20|3|0|0|0 | minDelayTarget must be greater than or equal to 1",
        "20|3601|3|0|0|0 | maxDelayTarget must be less than or equal to 3600",
        "20|19|3|0|0|0 | maxDelayTarget must be greater than or equal to minDelayTarget",
        "20|20|101|0|0|0 | numRetries must be less than or equal to 100",
        "20|20|-1|0|0|0 | numRetries must be greater than or equal to 0",
        "20|20|3|-1|0|0 | numMaxDelayRetries must be greater than or equal to 0",
        "20|20|3|0|-1|0 | numNoDelayRetries must be greater than or equal to 0",
        "20|20|3|0|0|-1 | numMinDelayRetries must be greater than or equal to 0",
        "20|20|3|2|1|1 | numRetries must be greater than or equal to total of numMinDelayRetries, numNoDelayRetries and numMaxDelayRetries",
        "1|1|100|2147483647|2147483647|0 | numRetries must be greater than or equal to total of numMinDelayRetries, numNoDelayRetries and numMaxDelayRetries",
        "37|37|100|0|0|0 | numRetries with these delays exceeds the maximum total retry time of 3600 seconds"})
    void aRetryPolicyBeyondTheLimitsIsRefused(int min, int max, int retries, int maxRetries, int noRetries, int minRetries, String reason) {
        String retry = """
                {"minDelayTarget":%d,"maxDelayTarget":%d,"numRetries":%d,"numMaxDelayRetries":%d,"numNoDelayRetries":%d,\
                "numMinDelayRetries":%d}""".formatted(min, max, retries, maxRetries, noRetries, minRetries);
        refusesTopic("{\"http\":{\"defaultHealthyRetryPolicy\":" + retry + "}}", "http.defaultHealthyRetryPolicy." + reason);
        refusesSubscription("{\"healthyRetryPolicy\":" + retry + "}", "healthyRetryPolicy." + reason);
    }

    @Test
    void anHourOfRetriesIsAllowed() {
        String hour = "{\"healthyRetryPolicy\":{\"minDelayTarget\":36,\"maxDelayTarget\":36,\"numRetries\":100}}";
        assertThat(DeliveryPolicy.ofSubscription(hour, false, DeliveryPolicy.WHEN_SET).retriesOrDefault().retries()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"minDelayTarget", "maxDelayTarget", "numRetries"})
    void someOfARetryPolicyMustBeSpecified(String name) {
        String retry = "{\"minDelayTarget\":1,\"maxDelayTarget\":1,\"numRetries\":1}".replaceFirst("\"" + name + "\":1,?", "").replace(",}", "}");
        refusesSubscription("{\"healthyRetryPolicy\":" + retry + "}", "healthyRetryPolicy." + name + " must be specified");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "{\"http\":{},\"https\":{}} | Unexpected JSON member: https",
        "{\"throttlePolicy\":{}} | Unexpected JSON member: throttlePolicy",
        "{\"http\":{\"throttlePolicy\":{}}} | Unexpected JSON member: throttlePolicy",
        "{\"http\":{\"defaultThrottlePolicy\":{\"x\":1}}} | Unexpected JSON member: x",
        "{\"http\":{\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":0}}} | http.defaultThrottlePolicy.maxReceivesPerSecond must be greater than or equal to 1",
        "{\"http\":{\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":1.5}}} | http.defaultThrottlePolicy.maxReceivesPerSecond must be an integer",
        "{\"http\":{\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":99999999999}}} | http.defaultThrottlePolicy.maxReceivesPerSecond must be an integer",
        "{\"http\":{\"defaultRequestPolicy\":{\"headerContentType\":\"text/bogus\"}}} | http.defaultRequestPolicy.headerContentType is not a supported content type",
        "{\"http\":{\"defaultRequestPolicy\":{\"headerContentType\":\"text/csv\"}}} | http.defaultRequestPolicy.headerContentType is not a supported content type",
        "{\"http\":{\"disableSubscriptionOverrides\":\"true\"}} | http.disableSubscriptionOverrides must be a boolean",
        "{\"http\":[]} | http must be a JSON object",
        "{\"http\":{\"defaultSicklyRetryPolicy\":{}}} | http.defaultSicklyRetryPolicy must be null"})
    void aTopicsPolicyWithWhatIsUnknownIsRefused(String policy, String reason) {
        refusesTopic(policy, reason);
    }

    @Test
    void anUnknownBackoffFunctionIsRefused() {
        refusesSubscription("{\"healthyRetryPolicy\":{\"minDelayTarget\":1,\"maxDelayTarget\":1,\"numRetries\":1,\"backoffFunction\":\"LINEAR\"}}",
                "healthyRetryPolicy.backoffFunction must be one of linear, arithmetic, geometric, exponential");
    }

    @Test
    void whatAwsDoesNotDocumentIsRefusedByName() {
        refusesSubscription("{\"sicklyRetryPolicy\":{\"numRetries\":1}}", "sicklyRetryPolicy must be null");
        refusesSubscription("{\"guaranteed\":true}", "guaranteed must be false");
    }

    @Test
    void whatIsNoJsonIsRefusedWithThePlace() {
        refusesSubscription("{invalidjson}", """
                failed to parse JSON. Unexpected character ('i' (code 105)): was expecting double-quote to start field name
                 at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "{} {}", "{\"http\"", "{\"a\":[[[[[[[[[[1]]]]]]]]]]}"})
    void whatIsNotOneShallowObjectIsRefused(String policy) {
        assertThatThrownBy(() -> DeliveryPolicy.ofTopic(policy, DeliveryPolicy.WHEN_SET)).isInstanceOf(AwsServiceException.class)
                .hasMessageContaining("Invalid parameter: DeliveryPolicy: failed to parse JSON");
    }

    @Test
    void aPolicyThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> DeliveryPolicy.ofTopic("{}" + " ".repeat(40_000), DeliveryPolicy.WHEN_SET)).isInstanceOf(AwsServiceException.class);
    }

    @Test
    void operationsThatTakeAllAttributesSaySo() {
        assertThatThrownBy(() -> DeliveryPolicy.ofTopic("{\"x\":1}", DeliveryPolicy.WHEN_CREATED))
                .isInstanceOfSatisfying(AwsServiceException.class, refusal -> assertThat(refusal.awsErrorDetails().errorMessage())
                        .isEqualTo("Invalid parameter: Attributes Reason: DeliveryPolicy: Unexpected JSON member: x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "application/json; charset=UTF-8", "text/plain;charset=utf-8"})
    void envelopesAreTextOrJson(String type) {
        assertThat(DeliveryPolicy.ofSubscription(request(type), false, DeliveryPolicy.WHEN_SET).contentTypeOrDefault()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/xml; charset=UTF-8", "application/octet-stream"})
    void rawMessagesMayBeOtherThings(String type) {
        assertThat(DeliveryPolicy.ofSubscription(request(type), true, DeliveryPolicy.WHEN_SET).contentTypeOrDefault()).isEqualTo(type);
        refusesSubscription(request(type), "requestPolicy.headerContentType is not a supported content type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain; charset=latin1", "text/plain; charset=UTF-8\\r\\nX-Evil: 1", "text/plain; charset=UTF-8\\n", "TEXT/PLAIN"})
    void otherContentTypesAreRefusedForAll(String type) {
        assertThatThrownBy(() -> DeliveryPolicy.ofSubscription(request(type), true, DeliveryPolicy.WHEN_SET)).isInstanceOf(AwsServiceException.class);
    }

    private static String request(String type) {
        return "{\"requestPolicy\":{\"headerContentType\":\"" + type + "\"}}";
    }

    private static void refusesTopic(String policy, String reason) {
        refuses(() -> DeliveryPolicy.ofTopic(policy, DeliveryPolicy.WHEN_SET), reason);
    }

    private static void refusesSubscription(String policy, String reason) {
        refuses(() -> DeliveryPolicy.ofSubscription(policy, false, DeliveryPolicy.WHEN_SET), reason);
    }

    private static void refuses(Runnable parsing, String reason) {
        assertThatThrownBy(parsing::run).isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidParameter");
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Invalid parameter: DeliveryPolicy: " + reason);
        });
    }
}

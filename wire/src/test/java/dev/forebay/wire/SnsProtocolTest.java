package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.CreatePlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetSmsAttributesResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.VerificationException;

/** AWS Query as SNS speaks it. What clients send and how they read was recorded with botocore 1.29.27. */
class SnsProtocolTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:000000000000:orders";

    private final Wire wire = Wire.of(List.of("sqs", "sns"));

    @Test
    void everyOperationOfBotocoreIsUnderstood() throws IOException {
        Set<String> operations = new TreeSet<>();
        for (String line : resource("botocore-1.29-sns-requests.txt").lines().toList()) {
            String[] parts = line.split(" ", 3);
            Call call = wire.detect(Requests.form("sns", parts[1], parts[2]));

            assertThat(call.operation()).isEqualTo(parts[0]);
            assertThat(call.decode()).isNotNull();
            operations.add(parts[0]);
        }
        assertThat(operations).isEqualTo(new TreeSet<>(wire.service("sns").operations().keySet()));
    }

    @Test
    void whatBotocoreSendsArrivesWhole() throws IOException {
        PublishRequest publish = recorded(PublishRequest.class, "Publish", 0);
        assertThat(publish).isEqualTo(PublishRequest.builder().topicArn(TOPIC).message("a<b> & \"c\" caf\u00e9 \ud83d\ude00\r\n\t+%")
                .subject("s").messageStructure("json").messageAttributes(attributes()).messageDeduplicationId("d").messageGroupId("g").build());
        assertThat(recorded(PublishRequest.class, "Publish", 1).targetArn()).contains(":endpoint/GCM/shop/");
        assertThat(recorded(PublishRequest.class, "Publish", 2).phoneNumber()).isEqualTo("+15550100");

        PublishBatchRequest batch = recorded(PublishBatchRequest.class, "PublishBatch", 0);
        assertThat(batch.publishBatchRequestEntries()).extracting("id").containsExactly("a", "b");
        assertThat(batch.publishBatchRequestEntries().get(0).messageAttributes()).isEqualTo(attributes());
        assertThat(batch.publishBatchRequestEntries().get(1).messageGroupId()).isEqualTo("g");

        CreateTopicRequest create = recorded(CreateTopicRequest.class, "CreateTopic", 0);
        assertThat(create.attributes()).isEqualTo(Map.of("FifoTopic", "true", "Policy", "{\"a\":\"b\"}"));
        assertThat(create.tags()).containsExactly(tag("k 1", "v&1"), tag("k2", ""));

        assertThat(recorded(CreatePlatformApplicationRequest.class, "CreatePlatformApplication", 0).attributes())
                .isEqualTo(Map.of("PlatformCredential", "secret", "PlatformPrincipal", ""));
        assertThat(recorded(SubscribeRequest.class, "Subscribe", 0).returnSubscriptionArn()).isTrue();
        assertThat(recorded(UntagResourceRequest.class, "UntagResource", 0).tagKeys()).containsExactly("a", "b");
    }

    @Test
    void anEmptyListIsThereAndEmpty() throws IOException {
        TagResourceRequest tag = recorded(TagResourceRequest.class, "TagResource", 1);

        assertThat(tag.hasTags()).isTrue();
        assertThat(tag.tags()).isEmpty();
    }

    @Test
    void answersAreWrittenAsBotocoreReadsThem() throws IOException {
        Map<String, SdkResponse> answers = new LinkedHashMap<>();
        answers.put("Publish", PublishResponse.builder().messageId("i").sequenceNumber("10000000000000000000").build());
        answers.put("PublishBatch", PublishBatchResponse.builder()
                .successful(PublishBatchResultEntry.builder().id("a").messageId("i").build())
                .failed(BatchResultErrorEntry.builder().id("b").code("InvalidParameter").message("a<b").senderFault(true).build()).build());
        answers.put("ListTopics", ListTopicsResponse.builder()
                .topics(Topic.builder().topicArn(TOPIC).build(), Topic.builder().topicArn(TOPIC + "2").build()).nextToken("n").build());
        answers.put("ListSubscriptionsByTopic", ListSubscriptionsByTopicResponse.builder().subscriptions(Subscription.builder()
                .subscriptionArn("PendingConfirmation").owner("000000000000").protocol("https").endpoint("https://a/?b&c").topicArn(TOPIC).build()).build());
        answers.put("GetTopicAttributes", GetTopicAttributesResponse.builder()
                .attributes(new TreeMap<>(Map.of("Policy", "{\"a\":\"b\"}", "DisplayName", ""))).build());
        answers.put("GetSMSAttributes", GetSmsAttributesResponse.builder().attributes(Map.of("DefaultSMSType", "Promotional")).build());
        answers.put("ListTagsForResource", ListTagsForResourceResponse.builder().tags(tag("k", "v")).build());
        answers.put("TagResource", TagResourceResponse.builder().build());
        answers.put("DeleteTopic", DeleteTopicResponse.builder().build());

        StringBuilder written = new StringBuilder();
        answers.forEach((operation, answer) -> written.append(operation).append(' ')
                .append(Requests.text(call(operation, "").encode(answer, "req-1"))).append('\n'));

        assertThat(written.toString()).isEqualTo(resource("sns-answers.txt"));
    }

    @Test
    void anEmptyListIsWrittenWhenItIsSet() {
        // AWS: clients see an empty list of failures, not none.
        WireResponse response = call("PublishBatch", "").encode(PublishBatchResponse.builder().failed(List.of()).build(), "r");

        assertThat(Requests.text(response)).contains("<PublishBatchResult><Failed></Failed></PublishBatchResult>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // The first two and Message are recorded from AWS.
        "Publish | &TopicArn=t&Message=m&MessageAttributes.entry.1.Name=attr1&MessageAttributes.entry.1.Value.StringValue=v | messageAttributes.attr1.member.dataType",
        "PublishBatch | &TopicArn=t&PublishBatchRequestEntries.member.1.Id=1&PublishBatchRequestEntries.member.1.Message=m&PublishBatchRequestEntries.member.1.MessageAttributes.entry.1.Name=attr1&PublishBatchRequestEntries.member.1.MessageAttributes.entry.1.Value.StringValue=v | publishBatchRequestEntries.1.member.messageAttributes.attr1.member.dataType",
        "Publish | &TopicArn=t | message",
        "GetTopicAttributes | '' | topicArn",
        "TagResource | &ResourceArn=r&Tags.member.1.Key=k | tags.1.member.value",
        "AddPermission | &TopicArn=t&Label=l&ActionName.member.1=Publish | aWSAccountId",
    })
    void whatIsMissingIsAValidationError(String operation, String parameters, String place) {
        Call call = call(operation, parameters);

        WireResponse response = call.encodeError(refusal(call), "r");

        assertThat(response.status()).isEqualTo(400);
        assertThat(Requests.text(response)).contains("<Type>Sender</Type><Code>ValidationError</Code><Message>1 validation error detected: "
                + "Value null at '" + place + "' failed to satisfy constraint: Member must not be null</Message>");
    }

    @Test
    void anEmptyTextIsNotMissing() {
        assertThat(((PublishRequest) call("Publish", "&TopicArn=&Message=").decode()).message()).isEmpty();
    }

    @Test
    void anErrorIsWrittenAsSnsWritesIt() {
        WireResponse response = call("ListTopics", "").encodeError(WireException.of(404, "NotFound", "Topic does not exist"), "req-1");

        assertThat(response.status()).isEqualTo(404);
        assertThat(Requests.text(response)).isEqualTo("<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error>"
                + "<Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error><RequestId>req-1</RequestId></ErrorResponse>");
    }

    @Test
    void anErrorTellsTheMembersThatItsModelHas() {
        WireResponse response = call("VerifySMSSandboxPhoneNumber", "").encodeError(
                VerificationException.builder().status("Pending").message("no").statusCode(400).build(), "req-1");

        assertThat(Requests.text(response)).contains("<Code>VerificationException</Code><Message>no</Message><Status>Pending</Status></Error>");
    }

    @ParameterizedTest
    @CsvSource({
        "AuthorizationErrorException, AuthorizationError, 403",
        "BatchEntryIdsNotDistinctException, BatchEntryIdsNotDistinct, 400",
        "BatchRequestTooLongException, BatchRequestTooLong, 400",
        "ConcurrentAccessException, ConcurrentAccess, 400",
        "EmptyBatchRequestException, EmptyBatchRequest, 400",
        "EndpointDisabledException, EndpointDisabled, 400",
        "FilterPolicyLimitExceededException, FilterPolicyLimitExceeded, 403",
        "InternalErrorException, InternalError, 500",
        "InvalidBatchEntryIdException, InvalidBatchEntryId, 400",
        "InvalidParameterException, InvalidParameter, 400",
        "InvalidParameterValueException, ParameterValueInvalid, 400",
        "InvalidSecurityException, InvalidSecurity, 403",
        "InvalidStateException, InvalidState, 400",
        "KmsAccessDeniedException, KMSAccessDenied, 400",
        "KmsDisabledException, KMSDisabled, 400",
        "KmsInvalidStateException, KMSInvalidState, 400",
        "KmsNotFoundException, KMSNotFound, 400",
        "KmsOptInRequiredException, KMSOptInRequired, 403",
        "KmsThrottlingException, KMSThrottling, 400",
        "NotFoundException, NotFound, 404",
        "OptedOutException, OptedOut, 400",
        "PlatformApplicationDisabledException, PlatformApplicationDisabled, 400",
        "ReplayLimitExceededException, ReplayLimitExceeded, 403",
        "ResourceNotFoundException, ResourceNotFound, 404",
        "StaleTagException, StaleTag, 400",
        "SubscriptionLimitExceededException, SubscriptionLimitExceeded, 403",
        "TagLimitExceededException, TagLimitExceeded, 400",
        "TagPolicyException, TagPolicy, 400",
        "ThrottledException, Throttled, 429",
        "TooManyEntriesInBatchRequestException, TooManyEntriesInBatchRequest, 400",
        "TopicLimitExceededException, TopicLimitExceeded, 403",
        "UserErrorException, UserError, 400",
        "ValidationException, ValidationException, 400",
        "VerificationException, VerificationException, 400",
    })
    void everyModelledExceptionHasItsCodeAndStatus(String type, String code, int status) throws ReflectiveOperationException {
        Class<?> exception = Class.forName("software.amazon.awssdk.services.sns.model." + type);
        AwsServiceException.Builder builder = (AwsServiceException.Builder) exception.getMethod("builder").invoke(null);

        Fault bare = wire.service("sns").errors().fault(builder.message("m").build());
        Fault coded = wire.service("sns").errors().fault(WireException.of(400, code, "m"));

        assertThat(bare.code()).isEqualTo(code);
        assertThat(bare.status()).isEqualTo(status);
        assertThat(coded.code()).isEqualTo(code);
        assertThat(coded.status()).isEqualTo(status);
    }

    private static Map<String, MessageAttributeValue> attributes() {
        return Map.of(
                "Text", MessageAttributeValue.builder().dataType("String").stringValue("x y").build(),
                "Bytes", MessageAttributeValue.builder().dataType("Binary").binaryValue(SdkBytes.fromByteArray(new byte[] {0, 1, -1})).build());
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static AwsServiceException refusal(Call call) {
        return catchThrowableOfType(AwsServiceException.class, call::decode);
    }

    private Call call(String action, String parameters) {
        return wire.detect(Requests.form("sns", "/", "Action=" + action + "&Version=2010-03-31" + parameters));
    }

    private <T> T recorded(Class<T> type, String operation, int which) throws IOException {
        String line = resource("botocore-1.29-sns-requests.txt").lines().filter(l -> l.startsWith(operation + " ")).toList().get(which);
        return type.cast(wire.detect(Requests.form("sns", "/", line.split(" ", 3)[2])).decode());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SnsProtocolTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

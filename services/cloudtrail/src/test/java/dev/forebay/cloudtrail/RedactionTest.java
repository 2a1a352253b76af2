package dev.forebay.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Json;
import dev.forebay.identity.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.sns.model.CreatePlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What the trail shows of requests and answers, and what of none. */
class RedactionTest {

    private static final Redaction REDACTION = new Redaction(ShownMembers.read());
    private static final String HIDDEN = Redaction.HIDDEN_WORDS;

    /** AWS marks them in its models, or they carry what customers put in. Members of every service. */
    private static final Set<String> SECRETS = Set.of("Password", "NewPassword", "OldPassword", "SecretAccessKey", "SessionToken", "PrivateKey",
            "ServicePassword", "ServiceCredentialSecret", "KeyStorePassword", "RawSecretAccessKey", "WebIdentityToken", "SAMLAssertion", "TokenCode",
            "AuthenticationCode1", "AuthenticationCode2", "OneTimePassword", "Token", "GrantTokens", "GrantToken", "MessageBody", "ReceiptHandle",
            "PartitionKey", "ShardIterator", "StringValue", "S", "N", "SS", "NS", "Statement", "EncodedMessage", "DecodedMessage",
            "DashboardBody", "MetricWidget", "PhoneNumber", "phoneNumber");

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "sns", "kinesis", "dynamodb", "cloudwatch", "iam", "sts", "kms", "cloudtrail"})
    void noRequestAndNoAnswerOfAnyOperationShowsASecret(String service) {
        List<Class<? extends SdkPojo>> shapes = Shapes.of(service);
        assertThat(shapes).hasSizeGreaterThan(10);
        for (Class<? extends SdkPojo> shape : shapes) {
            for (long seed = 0; seed < 4; seed++) {
                RandomPojo random = new RandomPojo(new Random(seed), SECRETS);
                SdkPojo filled = random.of(shape);
                String shown = REDACTION.of(filled).toString();
                assertThat(Json.object(shown).isPresent() || shown.length() > 60_000).as(shape.getSimpleName()).isTrue();
                assertThat(random.secrets).allSatisfy(secret -> assertThat(shown).as(shape.getSimpleName()).doesNotContain(secret));
                assertThat(sensitive(filled)).as("%s: what AWS's SDK keeps out of its own texts", shape.getSimpleName())
                        .allSatisfy(secret -> assertThat(shown).doesNotContain(secret));
            }
        }
    }

    /** Values that are in the object, but not in what the SDK prints of it. */
    private static Set<String> sensitive(SdkPojo filled) {
        String printed = filled.toString();
        Set<String> hidden = new TreeSet<>();
        new RandomPojo(new Random(0), SECRETS).texts(filled, hidden);
        hidden.removeIf(printed::contains);
        return hidden;
    }

    @Test
    void namesAndNumbersAreShownAsCloudTrailWritesThem() {
        assertThat(shown(CreateQueueRequest.builder().queueName("orders").attributesWithStrings(Map.of("VisibilityTimeout", "30"))
                .tags(Map.of("team", "blue")).build()))
                .isEqualTo("{\"queueName\":\"orders\",\"attributes\":{\"VisibilityTimeout\":\"30\"},\"tags\":{\"team\":\"blue\"}}");
    }

    @Test
    void bodiesAndAttributesAreHidden() {
        assertThat(shown(SendMessageRequest.builder().queueUrl("http://q/1/a").messageBody("body").delaySeconds(3).messageGroupId("g")
                .messageAttributes(Map.of("k", MessageAttributeValue.builder().stringValue("v").dataType("String").build())).build()))
                .isEqualTo("{\"queueUrl\":\"http://q/1/a\",\"messageBody\":\"" + HIDDEN + "\",\"delaySeconds\":3,\"messageAttributes\":\"" + HIDDEN
                        + "\",\"messageGroupId\":\"g\"}");
        assertThat(shown(PutRecordRequest.builder().streamName("s").partitionKey("customer 7").data(SdkBytes.fromUtf8String("data")).build()))
                .isEqualTo("{\"streamName\":\"s\",\"data\":\"" + HIDDEN + "\",\"partitionKey\":\"" + HIDDEN + "\"}");
        assertThat(shown(PutItemRequest.builder().tableName("t").item(Map.of("pk", AttributeValue.fromBool(true))).build()))
                .isEqualTo("{\"tableName\":\"t\",\"item\":\"" + HIDDEN + "\"}");
    }

    @Test
    void secretsAreHidden() {
        assertThat(shown(CreateLoginProfileRequest.builder().userName("ops").password("hunter2").build())).contains("ops").doesNotContain("hunter2");
        assertThat(shown(CreateAccessKeyResponse.builder().accessKey(AccessKey.builder().accessKeyId("AKIA1").secretAccessKey("s3cret").build()).build()))
                .contains("AKIA1").doesNotContain("s3cret");
        assertThat(shown(AssumeRoleResponse.builder().credentials(Credentials.builder().accessKeyId("ASIA1").sessionToken("tok").secretAccessKey("sec").build()).build()))
                .contains("ASIA1").doesNotContain("tok\"").doesNotContain("sec\"");
        assertThat(shown(EncryptRequest.builder().keyId("alias/a").plaintext(SdkBytes.fromUtf8String("plain")).encryptionContext(Map.of("a", "b")).build()))
                .contains("alias/a", "\"a\":\"b\"", "\"plaintext\":\"" + HIDDEN).doesNotContain("plain\"");
        assertThat(shown(CreatePlatformApplicationRequest.builder().name("app").platform("GCM").attributes(Map.of("PlatformCredential", "key")).build()))
                .contains("app", "GCM", "\"PlatformCredential\":\"" + HIDDEN).doesNotContain("\"key\"");
    }

    @Test
    void endpointsAreShownWhereTheyAreArns() {
        assertThat(shown(SubscribeRequest.builder().endpoint("arn:aws:sqs:us-east-1:1:q").build())).contains("arn:aws:sqs:us-east-1:1:q");
        assertThat(shown(SubscribeRequest.builder().endpoint("https://user:secret@example.com").build())).doesNotContain("secret");
    }

    @Test
    void messagesOfErrorsDoNotQuoteWhatIsHidden() {
        SubscribeRequest request = SubscribeRequest.builder().topicArn("arn:aws:sns:us-east-1:1:t").endpoint("+15550100").protocol("sms").build();
        Json shown = REDACTION.of(request);

        assertThat(ErrorText.of("Invalid parameter: Endpoint +15550100 of arn:aws:sns:us-east-1:1:t", Optional.of(request), shown))
                .isEqualTo("Invalid parameter: Endpoint " + HIDDEN + " of arn:aws:sns:us-east-1:1:t");
        assertThat(ErrorText.of("1 validation error detected: Value 'hunter2' at 'password' failed to satisfy constraint", Optional.empty(), shown))
                .isEqualTo(HIDDEN);
        assertThat(ErrorText.of("The security token included in the request is invalid", Optional.empty(), shown)).contains("security token");
    }

    @Test
    void longTextsAndLongListsAreCut() {
        String policy = "x".repeat(5_000);
        assertThat(shown(CreatePolicyRequest.builder().policyDocument(policy).build()))
                .hasSizeLessThan(2_200).contains("(5000 characters)");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            names.add("name" + i);
        }
        assertThat(shown(ReceiveMessageRequest.builder().messageAttributeNames(names).build()))
                .contains("name19", "30 more").doesNotContain("name20");
    }

    @Test
    void whatIsTooLargeIsLeftOutAndSaidSo() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            tags.put("tag" + i, "v".repeat(2_000));
        }
        try (InProcess trail = new InProcess()) {
            Caller caller = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
            trail.record(Calls.answered(caller, "sqs", "CreateQueue", CreateQueueRequest.builder().queueName("q").tags(tags).build(),
                    CreateQueueResponse.builder().queueUrl("u").build()));
            assertThat(trail.client(caller).lookupEvents().events().getFirst().cloudTrailEvent()).contains("\"omitted\":true").hasSizeLessThan(5_000);
        }
    }

    private static String shown(SdkPojo object) {
        return REDACTION.of(object).toString();
    }
}

package dev.forebay.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Json;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import dev.forebay.identity.Session;
import dev.forebay.identity.Tls;
import dev.forebay.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** AWS's record, member by member. */
class EventWriterTest {

    private static final AccountId ACCOUNT = new AccountId("111111111111");
    private static final Place PLACE = new Place(ACCOUNT, new Region("eu-central-1"));
    private static final EventWriter WRITER = new EventWriter(new Random(1));

    @Test
    void aRecordHasAwsMembersInAwsOrder() {
        Caller caller = Caller.root(ACCOUNT, PLACE.region(), "https://sqs.example:4567").withOrigin(
                Origin.at("https://sqs.example:4567").withClient("192.0.2.7", "aws-cli/2").through("vpc-1", "vpce-1"));
        Event event = event(caller, "sqs", "DeleteQueue", DeleteQueueRequest.builder().queueUrl("https://sqs.example:4567/111111111111/orders").build());

        assertThat(event.json()).isEqualTo("{\"eventVersion\":\"1.11\",\"userIdentity\":{\"type\":\"Root\",\"principalId\":\"111111111111\","
                + "\"arn\":\"arn:aws:iam::111111111111:root\",\"accountId\":\"111111111111\"},\"eventTime\":\"2026-01-01T00:00:00Z\","
                + "\"eventSource\":\"sqs.amazonaws.com\",\"eventName\":\"DeleteQueue\",\"awsRegion\":\"eu-central-1\",\"sourceIPAddress\":\"192.0.2.7\","
                + "\"userAgent\":\"aws-cli/2\",\"requestParameters\":{\"queueUrl\":\"https://sqs.example:4567/111111111111/orders\"},"
                + "\"responseElements\":null,\"requestID\":\"request-1\",\"eventID\":\"" + event.id() + "\",\"readOnly\":false,"
                + "\"resources\":[{\"accountId\":\"111111111111\",\"type\":\"AWS::SQS::Queue\",\"ARN\":\"arn:aws:sqs:eu-central-1:111111111111:orders\"}],"
                + "\"eventType\":\"AwsApiCall\",\"managementEvent\":true,\"recipientAccountId\":\"111111111111\",\"vpcEndpointId\":\"vpce-1\","
                + "\"vpcEndpointAccountId\":\"111111111111\",\"eventCategory\":\"Management\","
                + "\"tlsDetails\":{\"clientProvidedHostHeader\":\"sqs.example:4567\"}}");
        assertThat(event.resources()).containsExactly(new Resource("AWS::SQS::Queue", "orders", "arn:aws:sqs:eu-central-1:111111111111:orders"));
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, TLS_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256",
        "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, ECDHE-RSA-AES128-GCM-SHA256",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, ECDHE-ECDSA-CHACHA20-POLY1305"
    })
    void howTheConnectionIsEncryptedIsTold(String version, String cipher, String told) {
        Caller caller = Caller.root(ACCOUNT, PLACE.region()).withOrigin(Origin.at("https://here").over(new Tls(version, cipher)));

        assertThat(event(caller, "sqs", "DeleteQueue", DeleteQueueRequest.builder().queueUrl("u").build()).json())
                .endsWith("\"tlsDetails\":{\"tlsVersion\":\"" + version + "\",\"cipherSuite\":\"" + told + "\",\"clientProvidedHostHeader\":\"here\"}}");
    }

    @Test
    void nothingIsToldOfAConnectionThatAServiceWasAskedOver() {
        Caller caller = Caller.root(ACCOUNT, PLACE.region()).withOrigin(
                Origin.at("https://here").over(new Tls("TLSv1.3", "TLS_AES_128_GCM_SHA256")).via("sqs.eu-central-1.amazonaws.com"));

        assertThat(event(caller, "sqs", "DeleteQueue", DeleteQueueRequest.builder().queueUrl("u").build()).json()).doesNotContain("tlsDetails");
    }

    @Test
    void aUserIsToldByNameAndKey() {
        Event event = list(new Principal(Principal.Kind.USER, "arn:aws:iam::111111111111:user/team/ops", "AIDA1", Session.ofKey("AKIA1")));

        assertThat(identity(event)).hasToString("{\"type\":\"IAMUser\",\"principalId\":\"AIDA1\",\"arn\":\"arn:aws:iam::111111111111:user/team/ops\","
                + "\"accountId\":\"111111111111\",\"accessKeyId\":\"AKIA1\",\"userName\":\"ops\"}");
        assertThat(event.userName()).isEqualTo("ops");
        assertThat(event.accessKey()).isEqualTo("AKIA1");
    }

    @Test
    void anAssumedRoleIsToldWithWhoIssuedItsSession() {
        Session session = new Session("ASIA1", "arn:aws:iam::111111111111:role/Reader", Optional.of(Instant.parse("2025-12-31T23:00:00Z")),
                Optional.of(Instant.parse("2026-01-01T01:00:00Z")), true, List.of(), Map.of(), "alice");
        Event event = list(new Principal(Principal.Kind.ROLE, "arn:aws:sts::111111111111:assumed-role/Reader/work", "AROA1:work", session));

        assertThat(identity(event)).hasToString("{\"type\":\"AssumedRole\",\"principalId\":\"AROA1:work\","
                + "\"arn\":\"arn:aws:sts::111111111111:assumed-role/Reader/work\",\"accountId\":\"111111111111\",\"accessKeyId\":\"ASIA1\","
                + "\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":\"AROA1\",\"arn\":\"arn:aws:iam::111111111111:role/Reader\","
                + "\"accountId\":\"111111111111\",\"userName\":\"Reader\"},\"attributes\":{\"creationDate\":\"2025-12-31T23:00:00Z\","
                + "\"mfaAuthenticated\":\"true\"},\"sourceIdentity\":\"alice\"}}");
        assertThat(event.userName()).isEqualTo("work");
    }

    @Test
    void servicesFederatedUsersAndNobodyAreTold() {
        assertThat(identity(list(Principal.service("sns")))).hasToString("{\"type\":\"AWSService\",\"invokedBy\":\"sns.amazonaws.com\"}");
        assertThat(identity(list(Principal.anonymous()))).hasToString("{\"type\":\"AWSAccount\",\"principalId\":\"\",\"accountId\":\"ANONYMOUS_PRINCIPAL\"}");
        assertThat(identity(list(new Principal(Principal.Kind.FEDERATED, "arn:aws:sts::111111111111:federated-user/bob", "111111111111:bob", Session.NONE)))
                .text("type")).contains("FederatedUser");
    }

    @Test
    void whoDidNotProveWhoItWasIsUnknown() {
        ApiCall call = new ApiCall("sqs", "CreateQueue", "r", Origin.at("").withClient("192.0.2.9", ""), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(new ApiCall.Error("InvalidClientTokenId", "no such key")));
        Event event = WRITER.event(call, OperationKind.of("sqs", "CreateQueue"), PLACE, ManualClock.EPOCH);

        assertThat(event.json()).contains("\"userIdentity\":{\"type\":\"Unknown\"}", "\"errorCode\":\"InvalidClientTokenId\"", "\"requestParameters\":null",
                "\"sourceIPAddress\":\"192.0.2.9\"");
    }

    @Test
    void cryptographyIsReadOnlyManagementAndShowsNeitherText() {
        Event event = WRITER.event(Calls.answered(Caller.root(ACCOUNT, PLACE.region()), "kms", "Decrypt",
                DecryptRequest.builder().ciphertextBlob(SdkBytes.fromUtf8String("cipher")).keyId("k-1").build(),
                DecryptResponse.builder().plaintext(SdkBytes.fromUtf8String("plain")).keyId("arn:aws:kms:eu-central-1:111111111111:key/k-1").build()),
                OperationKind.of("kms", "Decrypt"), PLACE, ManualClock.EPOCH);

        assertThat(event.json()).contains("\"readOnly\":true", "\"managementEvent\":true", "\"responseElements\":null").doesNotContain("plain\"");
        assertThat(event.resources()).containsExactly(new Resource("AWS::KMS::Key", "k-1", "arn:aws:kms:eu-central-1:111111111111:key/k-1"));
    }

    @Test
    void aSessionThatWasGivenOutIsToldByItsKeyWithoutItsSecrets() {
        Event event = WRITER.event(Calls.answered(Caller.root(ACCOUNT, PLACE.region()), "sts", "AssumeRole",
                AssumeRoleRequest.builder().roleArn("arn:aws:iam::111111111111:role/Reader").roleSessionName("work").build(),
                AssumeRoleResponse.builder().credentials(Credentials.builder().accessKeyId("ASIA1").secretAccessKey("sek").sessionToken("tok")
                        .expiration(Instant.parse("2026-01-01T13:05:09Z")).build()).build()),
                OperationKind.of("sts", "AssumeRole"), PLACE, ManualClock.EPOCH);

        assertThat(event.json()).contains("\"accessKeyId\":\"ASIA1\"", "\"expiration\":\"Jan 1, 2026, 1:05:09 PM\"", "\"roleSessionName\":\"work\"")
                .doesNotContain("\"sek\"", "\"tok\"");
    }

    @Test
    void eventsAreReadAsTheyWereWritten() {
        Event event = event(Caller.root(ACCOUNT, PLACE.region()), "sqs", "DeleteQueue", DeleteQueueRequest.builder().queueUrl("u/q").build());

        assertThat(Event.read(event.write())).isEqualTo(event);
    }

    @Test
    void onlyTheFirstHundredStrangersOfAMinuteAreRecorded() {
        ManualClock clock = new ManualClock();
        Strangers strangers = new Strangers(clock);

        assertThat(IntStream.range(0, 150).filter(i -> strangers.mayBeRecorded()).count()).isEqualTo(100);
        clock.advance(Duration.ofMinutes(1));
        assertThat(strangers.mayBeRecorded()).isTrue();
    }

    private static Event list(Principal principal) {
        return event(new Caller(ACCOUNT, PLACE.region(), principal, Origin.IN_PROCESS), "sns", "ListTopics", ListTopicsRequest.builder().build());
    }

    private static Event event(Caller caller, String service, String operation, SdkPojo request) {
        return WRITER.event(Calls.answered(caller, service, operation, request, DeleteQueueResponse.builder().build()),
                OperationKind.of(service, operation), PLACE, ManualClock.EPOCH);
    }

    private static Json.Members identity(Event event) {
        return (Json.Members) Json.object(event.json()).orElseThrow().member("userIdentity").orElseThrow();
    }
}

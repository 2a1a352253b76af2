package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;

/** What a request asks for is read, never guessed; what cannot be read fails when it is decoded, not before. */
class DetectionTest {

    private final Wire wire = Wire.of(List.of("sqs"));

    @Test
    void anUnknownOperationOfAServedServiceIsAwssOwnError() {
        Call call = wire.detect(Requests.json("AmazonSQS.Fly", "{}"));

        WireResponse response = call.encodeError(refusal(call), "r");

        assertThat(call.service()).isEqualTo("sqs");
        assertThat(call.operation()).isEmpty();
        assertThat(response.status()).isEqualTo(400);
        assertThat(Requests.text(response)).isEqualTo("{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}");
    }

    @Test
    void aServiceThatIsNotServedIsRefusedByName() {
        Call json = wire.detect(Requests.json("Kinesis_20131202.PutRecord", "{}"));
        assertThat(message(json)).isEqualTo("Forebay does not serve Kinesis_20131202; it serves: sqs");

        Call query = wire.detect(Requests.form("sns", "/", "Action=Publish&Version=2010-03-31"));
        assertThat(message(query)).isEqualTo("Forebay does not serve sns; it serves: sqs");
        assertThat(Requests.text(query.encodeError(refusal(query), "r"))).startsWith("<ErrorResponse><Error>").contains("InvalidAction");

        Call rest = wire.detect(new WireRequest("PUT", "/bucket", "", Requests.headers(Map.of("Authorization", Requests.authorization("s3"))), new byte[0]));
        assertThat(message(rest)).isEqualTo("Forebay does not serve s3; it serves: sqs");
    }

    @Test
    void anUnknownActionIsInvalid() {
        Call call = form("Action=Fly&Version=2012-11-05");

        assertThat(code(call)).isEqualTo("InvalidAction");
        assertThat(message(call)).isEqualTo("The action Fly is not valid for this endpoint.");
    }

    @Test
    void anActionIsNeededAndTheRightVersion() {
        assertThat(code(form("Version=2012-11-05"))).isEqualTo("MissingAction");
        assertThat(code(form("Action=ListQueues&Version=2007-01-01"))).isEqualTo("NoSuchVersion");
        assertThat(form("Action=ListQueues").operation()).isEqualTo("ListQueues");
    }

    @Test
    void anUnsignedRequestIsToldByVersionAndActionOrNotAtAll() {
        assertThat(unsigned("Action=ListQueues&Version=2012-11-05").operation()).isEqualTo("ListQueues");
        assertThat(code(unsigned("Action=Fly"))).isEqualTo("MissingAuthenticationToken");
        assertThat(code(wire.detect(new WireRequest("GET", "/", "", Headers.NONE, new byte[0]))))
                .isEqualTo("MissingAuthenticationToken");
    }

    @Test
    void theLinksInMessagesOfSnsAreUnderstood() {
        Wire both = Wire.of(List.of("sqs", "sns"));

        Call confirm = link(both, "Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:000000000000:orders&Token=2336412f37");
        assertThat(confirm.service()).isEqualTo("sns");
        assertThat(((ConfirmSubscriptionRequest) confirm.decode()).token()).isEqualTo("2336412f37");

        Call unsubscribe = link(both, "Action=Unsubscribe&SubscriptionArn=arn:aws:sns:eu-west-1:000000000000:orders:6b1ff21c");
        assertThat(((UnsubscribeRequest) unsubscribe.decode()).subscriptionArn()).endsWith(":6b1ff21c");
    }

    @Test
    void anUnsignedActionThatTwoServicesKnowIsNotGuessed() {
        Wire both = Wire.of(List.of("sqs", "sns"));

        // Both have AddPermission; the version tells them apart.
        assertThat(code(link(both, "Action=AddPermission"))).isEqualTo("MissingAuthenticationToken");
        assertThat(link(both, "Action=AddPermission&Version=2010-03-31").service()).isEqualTo("sns");
        assertThat(link(both, "Action=AddPermission&Version=2012-11-05").service()).isEqualTo("sqs");
    }

    @Test
    void aServiceThatSpeaksQueryOnlyRefusesJson() {
        Wire both = Wire.of(List.of("sqs", "sns"));
        Call call = both.detect(signed("sns", "AmazonSimpleNotificationService.Publish"));

        WireResponse response = call.encodeError(refusal(call), "r");

        assertThat(call.service()).isEqualTo("sns");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.contentType()).isEqualTo("application/x-amz-json-1.0");
        assertThat(Requests.text(response)).isEqualTo("{\"__type\":\"UnknownOperationException\","
                + "\"message\":\"The protocol of sns is AWS Query: parameters in a form, answers in XML.\"}");
        assertThat(message(both.detect(signed("sqs", "AmazonSNS.Publish")))).isEqualTo("The target AmazonSNS.Publish is none of sqs.");
        assertThat(message(both.detect(signed("kms", "TrentService.Encrypt")))).isEqualTo("Forebay does not serve kms; it serves: sns, sqs");
    }

    @Test
    void aJsonBodyWithoutATargetHasNoAction() {
        Wire sns = Wire.of(List.of("sns"));
        Headers headers = Requests.headers(Map.of("Content-Type", "application/x-amz-json-1.0", "Authorization", Requests.authorization("sns")));

        assertThat(code(sns.detect(new WireRequest("POST", "/", "", headers, "{}".getBytes(StandardCharsets.UTF_8))))).isEqualTo("MissingAction");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Credential=AKID/20260101/eu-west-1/sqs/aws4_request, SignedHeaders=host | sqs",
        "SignedHeaders=host,Credential=AKID/20260101/eu-west-1/sns/aws4_request,Signature=0 | sns",
        "Credential=a/b/c/20260101/eu-west-1/sqs/aws4_request | sqs",
        "Credential=none, Credential=AKID/20260101/eu-west-1/sns/aws4_request | sns",
    })
    void theServiceIsReadFromTheCredential(String authorization, String service) {
        assertThat(scoped(authorization)).contains(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Credential=", "Credential=/aws4_request", "Credential=sqs/aws4_request", "Credential=eu-west-1/sqs/aws4_request",
        "Credential=AKID/20260101/eu-west-1//aws4_request", "Credential=AKID/2026/eu-west-1/sqs/aws4_request",
        "Credential=AKID/20260101/eu-west-1/sqs/aws4_request2"})
    void aCredentialThatIsNotWholeTellsNothing(String authorization) {
        assertThat(scoped(authorization)).isEmpty();
    }

    private static Optional<String> scoped(String authorization) {
        return CredentialScope.service(new WireRequest("POST", "/", "", Requests.headers(Map.of("Authorization", authorization)), new byte[0]));
    }

    @Test
    void theBodyOfASignedRequestIsNotLookedAtBeforeSomebodyAsks() {
        Call call = form("%zz=&Action=ListQueues&Action.1=x");

        assertThat(call.service()).isEqualTo("sqs");
        assertThat(text(call, "SignatureDoesNotMatch")).contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void refusalsOfCallersAreSpelledAndNumberedAsEachServiceDoes() {
        Call sqs = wire.detect(signed("sqs", "AmazonSQS.ListQueues"));
        assertThat(text(sqs, "SignatureDoesNotMatch")).contains("InvalidSignatureException");
        assertThat(status(sqs, "InvalidClientTokenId")).isEqualTo(403);
        assertThat(status(form("Action=ListQueues"), "ExpiredToken")).isEqualTo(403);

        Call kinesis = Wire.of(List.of("kinesis")).detect(signed("kinesis", "Kinesis_20131202.ListStreams"));
        assertThat(text(kinesis, "InvalidClientTokenId")).contains("UnrecognizedClientException");
        assertThat(status(kinesis, "SignatureDoesNotMatch")).isEqualTo(400);
        assertThat(status(kinesis, "MissingAuthenticationToken")).isEqualTo(400);
    }

    private static String text(Call call, String code) {
        return Requests.text(refused(call, code));
    }

    private static int status(Call call, String code) {
        return refused(call, code).status();
    }

    private static WireResponse refused(Call call, String code) {
        return call.encodeError(WireException.of(403, code, "no"), "id");
    }

    private static WireRequest signed(String service, String target) {
        return new WireRequest("POST", "/", "", Requests.headers(Map.of("X-Amz-Target", target, "Authorization", Requests.authorization(service))),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static Call link(Wire wire, String query) {
        return wire.detect(new WireRequest("GET", "/", query, Headers.NONE, new byte[0]));
    }

    private Call form(String form) {
        return wire.detect(Requests.form("sqs", "/", form));
    }

    private Call unsigned(String form) {
        return wire.detect(new WireRequest("POST", "/", "",
                Requests.headers(Map.of("Content-Type", "application/x-www-form-urlencoded")), form.getBytes(StandardCharsets.UTF_8)));
    }

    private static AwsServiceException refusal(Call call) {
        return catchThrowableOfType(AwsServiceException.class, call::decode);
    }

    private static String code(Call call) {
        return refusal(call).awsErrorDetails().errorCode();
    }

    private static String message(Call call) {
        return refusal(call).awsErrorDetails().errorMessage();
    }
}

package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

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
        assertThat(code(unsigned("Action=ListQueues"))).isEqualTo("MissingAuthenticationToken");
        assertThat(code(wire.detect(new WireRequest("GET", "/", "", name -> java.util.Optional.empty(), new byte[0]))))
                .isEqualTo("MissingAuthenticationToken");
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

package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** AWS JSON 1.0 as SQS speaks it. */
class JsonProtocolTest {

    private static final String QUEUE = "\"QueueUrl\":\"http://localhost/000000000000/q\"";

    private final Wire wire = Wire.of(List.of("sqs"));

    @Test
    void base64MayHaveEscapedSlashes() {
        SendMessageRequest request = (SendMessageRequest) wire.detect(Requests.json("AmazonSQS.SendMessage", "{" + QUEUE + ",\"MessageBody\":\"m\","
                + "\"MessageAttributes\":{\"n\":{\"DataType\":\"Binary\",\"BinaryValue\":\"\\/\\/8=\"}}}")).decode();

        assertThat(request.messageAttributes().get("n").binaryValue().asByteArray()).containsExactly(-1, -1);
    }

    @Test
    void aRequestBecomesTheSdksOwnClass() {
        Call call = send("{" + QUEUE + ",\"MessageBody\":\"caf\u00e9 \\ud83d\\ude00\",\"DelaySeconds\":3,"
                + "\"MessageAttributes\":{\"n\":{\"DataType\":\"Binary\",\"BinaryValue\":\"AAE=\"}}}");

        SendMessageRequest request = (SendMessageRequest) call.decode();

        assertThat(call.service()).isEqualTo("sqs");
        assertThat(call.operation()).isEqualTo("SendMessage");
        assertThat(request.messageBody()).isEqualTo("caf\u00e9 \ud83d\ude00");
        assertThat(request.delaySeconds()).isEqualTo(3);
        assertThat(request.messageAttributes().get("n").binaryValue().asByteArray()).containsExactly(0, 1);
    }

    @Test
    void theOperationsMethodOfTheClientIsCalled() {
        Call call = send("{" + QUEUE + ",\"MessageBody\":\"b\"}");
        SendMessageResponse reply = SendMessageResponse.builder().messageId("id").md5OfMessageBody("m").build();

        assertThat(call.invoke(new Answering(reply), call.decode())).isSameAs(reply);
        WireResponse response = call.encode(reply, "req-1");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo("application/x-amz-json-1.0");
        assertThat(response.headers()).containsExactly("x-amzn-RequestId", "req-1");
        assertThat(Requests.text(response)).isEqualTo("{\"MD5OfMessageBody\":\"m\",\"MessageId\":\"id\"}");
    }

    @Test
    void whatIsUnsetIsLeftOutAndWhatIsEmptyIsNot() {
        Call call = wire.detect(Requests.json("AmazonSQS.ReceiveMessage", "{" + QUEUE + "}"));

        assertThat(Requests.text(call.encode(ReceiveMessageResponse.builder().build(), "r"))).isEqualTo("{}");
        assertThat(Requests.text(call.encode(ReceiveMessageResponse.builder().messages(List.of()).build(), "r"))).isEqualTo("{\"Messages\":[]}");
    }

    @Test
    void controlCharactersAreEscapedAndHalfSurrogatesReplaced() {
        Call call = wire.detect(Requests.json("AmazonSQS.ReceiveMessage", "{" + QUEUE + "}"));
        ReceiveMessageResponse reply = ReceiveMessageResponse.builder().messages(List.of(Message.builder().body("\u0001\r\n\t\"\\\ud800\u20ac\ud83d\ude00").build())).build();

        assertThat(Requests.text(call.encode(reply, "r")))
                .isEqualTo("{\"Messages\":[{\"Body\":\"\\u0001\\r\\n\\t\\\"\\\\?\u20ac\ud83d\ude00\"}]}");
    }

    @Test
    void anErrorCarriesItsModelledNameAndItsLegacyCode() {
        Call call = send("{}");
        Throwable error = QueueDoesNotExistException.builder().message("The specified queue does not exist.").build();

        WireResponse response = call.encodeError(error, "req-1");

        assertThat(response.status()).isEqualTo(400);
        assertThat(Requests.text(response))
                .isEqualTo("{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"The specified queue does not exist.\"}");
        assertThat(response.headers()).containsExactly(
                "x-amzn-RequestId", "req-1", "x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender");
    }

    @ParameterizedTest
    @CsvSource({
        "QueueDoesNotExist, 400, com.amazonaws.sqs#QueueDoesNotExist, AWS.SimpleQueueService.NonExistentQueue",
        "QueueDoesNotExistException, 400, com.amazonaws.sqs#QueueDoesNotExist, AWS.SimpleQueueService.NonExistentQueue",
        "AWS.SimpleQueueService.NonExistentQueue, 400, com.amazonaws.sqs#QueueDoesNotExist, AWS.SimpleQueueService.NonExistentQueue",
        "QueueNameExists, 400, com.amazonaws.sqs#QueueNameExists, QueueAlreadyExists",
        "OverLimit, 403, com.amazonaws.sqs#OverLimit, OverLimit",
        "PurgeQueueInProgress, 403, com.amazonaws.sqs#PurgeQueueInProgress, AWS.SimpleQueueService.PurgeQueueInProgress",
        "ReceiptHandleIsInvalid, 404, com.amazonaws.sqs#ReceiptHandleIsInvalid, ReceiptHandleIsInvalid",
        "KmsDisabled, 400, com.amazonaws.sqs#KmsDisabled, KMS.DisabledException",
        "InvalidParameterValue, 400, com.amazon.coral.service#InvalidParameterValueException, InvalidParameterValue",
        "InvalidParameterValueException, 400, com.amazon.coral.service#InvalidParameterValueException, InvalidParameterValue",
        "MissingParameter, 400, com.amazon.coral.service#MissingRequiredParameterException, MissingParameter",
        "AccessDenied, 403, com.amazon.coral.service#AccessDeniedException, AccessDenied",
        "SomethingNew, 400, SomethingNew, SomethingNew",
    })
    void anErrorMayBeThrownUnderAnyOfItsNames(String thrown, int status, String type, String legacy) {
        WireResponse response = send("{}").encodeError(WireException.of(400, thrown, "m"), "r");

        assertThat(response.status()).isEqualTo(status);
        assertThat(Requests.text(response)).isEqualTo("{\"__type\":\"" + type + "\",\"message\":\"m\"}");
        assertThat(response.headers()).endsWith(legacy + ";Sender");
    }

    @Test
    void anAccidentTellsNothingOfTheInside() {
        WireResponse response = send("{}").encodeError(new IllegalStateException("secret"), "r");

        assertThat(response.status()).isEqualTo(500);
        assertThat(Requests.text(response)).contains("InternalFailure").doesNotContain("secret");
        assertThat(response.headers()).endsWith("InternalFailure;Receiver");
    }

    @Test
    void anExceptionWithoutDetailsKeepsItsMessage() {
        Throwable error = SqsException.builder().message("why").statusCode(418).build();

        WireResponse response = send("{}").encodeError(error, "r");

        assertThat(response.status()).isEqualTo(418);
        assertThat(Requests.text(response)).contains("\"why\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'DelaySeconds':'3'}                | STRING_VALUE can not be converted to an Integer",
        "{'DelaySeconds':true}               | TRUE_VALUE can not be converted to an Integer",
        "{'DelaySeconds':1.5}                | NUMBER_VALUE can not be converted to an Integer",
        "{'DelaySeconds':2147483648}         | NUMBER_VALUE can not be converted to an Integer",
        "{'DelaySeconds':99999999999999999999} | NUMBER_VALUE can not be converted to an Integer",
        "{'MessageBody':{}}                  | Start of structure or map found where not expected.",
        "{'MessageBody':[]}                  | Start of list found where not expected.",
        "{'MessageAttributes':[]}            | Expected map or null",
        "{'MessageAttributes':{'a':null}}    | Null is not allowed inside of a list or map.",
        "{'MessageAttributes':{'a':7}}       | Unexpected field type",
        "{'MessageAttributes':{'a':{'BinaryValue':'*'}}} | Invalid base64 in a Blob.",
        "{'QueueUrl':                        | The body is not valid JSON.",
        "{} {}                               | There is more than one JSON value in the body.",
        "[]                                  | The body is not a JSON object.",
    })
    void whatDoesNotFitTheModelIsASerializationException(String body, String message) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, () -> send(body.replace('\'', '"')).decode());

        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("SerializationException");
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(refusal.statusCode()).isEqualTo(400);
    }

    @Test
    void numbersAndBooleansBecomeStringsWhereStringsAreWanted() {
        SendMessageRequest request = (SendMessageRequest) send("{" + QUEUE + ",\"MessageBody\":0,\"MessageGroupId\":true}").decode();

        assertThat(request.messageBody()).isEqualTo("0");
        assertThat(request.messageGroupId()).isEqualTo("true");
    }

    @Test
    void unknownMembersArePassedOverAndTheLastOfTwinsCounts() {
        SendMessageRequest request = (SendMessageRequest) send(
                "{" + QUEUE + ",\"New\":{\"a\":[1,{}]},\"MessageBody\":\"one\",\"MessageBody\":\"two\",\"DelaySeconds\":null}").decode();

        assertThat(request.messageBody()).isEqualTo("two");
        assertThat(request.delaySeconds()).isNull();
    }

    @Test
    void nestingWithoutEndAndOtherEncodingsAreRefused() {
        String deep = "{\"x\":" + "[".repeat(100_000);
        assertThatThrownBy(() -> send(deep).decode()).isInstanceOf(WireException.class);
        byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> wire.detect(Requests.json("AmazonSQS.SendMessage", utf16)).decode()).isInstanceOf(WireException.class);
    }

    @Test
    void listsHaveALimit() {
        String many = "{" + QUEUE + ",\"Entries\":[" + "{},".repeat(10_000) + "{}]}";

        assertThatThrownBy(() -> wire.detect(Requests.json("AmazonSQS.SendMessageBatch", many)).decode())
                .hasMessageContaining("more than 10000 items");
    }

    @Test
    void anEmptyBodyIsAnEmptyObject() {
        assertThat(wire.detect(Requests.json("AmazonSQS.ListQueues", "")).decode()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SendMessage      | {'MessageBody':'b'}              | QueueUrl",
        "SendMessage      | {'QueueUrl':'q'}                 | MessageBody",
        "SendMessage      | {'QueueUrl':'q','MessageBody':''} | MessageBody",
        "CreateQueue      | {}                               | QueueName",
        "SendMessageBatch | {'QueueUrl':'q','Entries':[{'Id':'1','MessageBody':'b'},{'Id':'2'}]} | SendMessageBatchRequestEntry.2.MessageBody",
        "DeleteMessageBatch | {'QueueUrl':'q','Entries':[{'ReceiptHandle':'1'}]} | DeleteMessageBatchRequestEntry.1.Id",
    })
    void aMissingMemberIsNamed(String operation, String body, String missing) {
        Call call = wire.detect(Requests.json("AmazonSQS." + operation, body.replace('\'', '"')));

        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call::decode);

        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("MissingParameter");
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("The request must contain the parameter " + missing + ".");
    }

    @Test
    void anOperationThatTheClientLeavesOutIsRefusedByName() {
        Call call = send("{" + QUEUE + ",\"MessageBody\":\"b\"}");

        AwsServiceException refusal = catchThrowableOfType(
                AwsServiceException.class, () -> call.invoke(new LeavingOut(), call.decode()));

        assertThat(refusal.awsErrorDetails().errorMessage()).contains("SendMessage");
        assertThat(call.encodeError(refusal, "r").headers()).endsWith("AWS.SimpleQueueService.UnsupportedOperation;Sender");
    }

    @Test
    void aBugInAServiceIsNotTakenForAnOperationLeftOut() {
        Call call = send("{" + QUEUE + ",\"MessageBody\":\"b\"}");
        SqsClient buggy = new LeavingOut() {
            @Override
            public SendMessageResponse sendMessage(SendMessageRequest request) {
                List.of().clear();
                return SendMessageResponse.builder().build();
            }
        };

        assertThatThrownBy(() -> call.invoke(buggy, call.decode())).isExactlyInstanceOf(UnsupportedOperationException.class);
    }

    private Call send(String body) {
        return wire.detect(Requests.json("AmazonSQS.SendMessage", body));
    }

    private static class LeavingOut implements SqsClient {
        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }

    private static final class Answering extends LeavingOut {
        private final SendMessageResponse reply;

        Answering(SendMessageResponse reply) {
            this.reply = reply;
        }

        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            return reply;
        }
    }
}

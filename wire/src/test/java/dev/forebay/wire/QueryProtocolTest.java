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
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** AWS Query as SQS's older clients speak it. What they sent and how they read was recorded with botocore 1.29.27. */
class QueryProtocolTest {

    private static final String QUEUE = "http://localhost:4566/000000000000/orders";

    private final Wire wire = Wire.of(List.of("sqs"));

    @Test
    void everyRequestOfBotocoreIsUnderstood() throws IOException {
        Set<String> operations = new TreeSet<>();
        for (String line : resource("botocore-1.29-requests.txt").lines().toList()) {
            String[] parts = line.split(" ", 3);
            Call call = wire.detect(Requests.form("sqs", parts[1], parts[2]));
            SqsRequest request = (SqsRequest) call.decode();

            assertThat(call.operation()).isEqualTo(parts[0]);
            assertThat(request.getValueForField("QueueUrl", String.class).orElse(QUEUE)).isEqualTo(QUEUE);
            operations.add(parts[0]);
        }
        // The move tasks are younger than that botocore.
        assertThat(operations).hasSize(23 - 3);
    }

    @Test
    @SuppressWarnings("deprecation") // AttributeNames is what these clients have.
    void whatBotocoreSendsArrivesWhole() throws IOException {
        SendMessageRequest send = recorded("SendMessage", SendMessageRequest.class);
        assertThat(send.messageBody()).isEqualTo("a<b> & \"c\" caf\u00e9 \ud83d\ude00\r\n\t+%");
        assertThat(send.delaySeconds()).isEqualTo(3);
        assertThat(send.messageAttributes().get("Text").stringValue()).isEqualTo("x y");
        assertThat(send.messageAttributes().get("Bytes").binaryValue().asByteArray()).containsExactly(0, 1, -1);
        assertThat(send.messageSystemAttributesAsStrings().get("AWSTraceHeader").stringValue()).isEqualTo("Root=1");
        assertThat(send.messageGroupId()).isEqualTo("g");

        SendMessageBatchRequest batch = recorded("SendMessageBatch", SendMessageBatchRequest.class);
        assertThat(batch.entries()).extracting("id").containsExactly("a", "b");
        assertThat(batch.entries().get(0).messageAttributes()).containsKeys("Text", "Bytes");

        CreateQueueRequest create = recorded("CreateQueue", CreateQueueRequest.class);
        assertThat(create.attributesAsStrings()).isEqualTo(Map.of("DelaySeconds", "1", "Policy", "{\"a\":\"b\"}"));
        assertThat(create.tags()).isEqualTo(Map.of("k 1", "v&1", "k2", ""));

        ReceiveMessageRequest receive = recorded("ReceiveMessage", ReceiveMessageRequest.class);
        assertThat(receive.attributeNamesAsStrings()).containsExactly("All", "SenderId");
        assertThat(receive.messageAttributeNames()).containsExactly("a.*", "b");
    }

    @Test
    void answersAreWrittenAsBotocoreReadsThem() throws IOException {
        Map<String, SdkResponse> answers = new LinkedHashMap<>();
        answers.put("SendMessage", SendMessageResponse.builder().md5OfMessageBody("m").messageId("i").sequenceNumber("18").build());
        answers.put("ReceiveMessage", ReceiveMessageResponse.builder().messages(List.of(
                Message.builder().messageId("1").receiptHandle("r").md5OfBody("m").body("a<b> & \"c\"\r\n\t\u00e9\ud83d\ude00\u0001")
                        .attributes(Map.of(MessageSystemAttributeName.SENDER_ID, "AID"))
                        .messageAttributes(Map.of("bin", MessageAttributeValue.builder().dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1})).build())).build(),
                Message.builder().messageId("2").body("").build())).build());
        answers.put("ListQueues", ListQueuesResponse.builder().queueUrls(QUEUE, QUEUE + "2").nextToken("n").build());
        answers.put("GetQueueAttributes", GetQueueAttributesResponse.builder()
                .attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "0")).build());
        answers.put("ListQueueTags", ListQueueTagsResponse.builder().tags(Map.of("k", "v")).build());
        answers.put("SendMessageBatch", SendMessageBatchResponse.builder()
                .successful(List.of(SendMessageBatchResultEntry.builder().id("a").messageId("i").md5OfMessageBody("m").build()))
                .failed(List.of(BatchResultErrorEntry.builder().id("b").senderFault(true).code("C").message("why").build())).build());
        answers.put("DeleteMessage", DeleteMessageResponse.builder().build());

        StringBuilder written = new StringBuilder();
        answers.forEach((operation, answer) -> written.append(operation).append(' ')
                .append(Requests.text(call(operation, "").encode(answer, "req-1")).replace("\n", "&#10;")).append('\n'));

        assertThat(written.toString()).isEqualTo(resource("query-answers.txt"));
    }

    @Test
    void anEmptyReceiveStillHasItsResult() {
        WireResponse response = call("ReceiveMessage", "").encode(ReceiveMessageResponse.builder().build(), "r");

        assertThat(response.contentType()).isEqualTo("text/xml");
        assertThat(response.headers()).containsExactly("x-amzn-RequestId", "r");
        assertThat(Requests.text(response)).contains("<ReceiveMessageResult></ReceiveMessageResult>");
    }

    @ParameterizedTest
    @CsvSource({
        "QueueDoesNotExist, 400, Sender, AWS.SimpleQueueService.NonExistentQueue",
        "OverLimit, 403, Sender, OverLimit",
        "InvalidParameterValueException, 400, Sender, InvalidParameterValue",
        "MissingRequiredParameterException, 400, Sender, MissingParameter",
    })
    void anErrorHasItsLegacyCode(String thrown, int status, String blame, String code) {
        WireResponse response = call("ListQueues", "").encodeError(WireException.of(400, thrown, "a<b"), "req-1");

        assertThat(response.status()).isEqualTo(status);
        assertThat(Requests.text(response)).isEqualTo(
                "<ErrorResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"><Error><Type>" + blame + "</Type><Code>" + code
                + "</Code><Message>a&lt;b</Message><Detail></Detail></Error><RequestId>req-1</RequestId></ErrorResponse>");
    }

    @Test
    void theQueueIsTakenFromThePathWhenTheFormIsSilent() {
        Call call = wire.detect(Requests.form("sqs", "/000000000000/orders", "Action=GetQueueAttributes&Version=2012-11-05"));

        assertThat(((GetQueueAttributesRequest) call.decode()).queueUrl()).isEqualTo(QUEUE);
    }

    @Test
    void aSignedUrlOfGetIsAForm() {
        Call call = wire.detect(new WireRequest("GET", "/000000000000/orders",
                "Action=SendMessage&MessageBody=hi%20there&Version=2012-11-05&X-Amz-Credential=AKID%2F20260101%2Feu-west-1%2Fsqs%2Faws4_request",
                Requests.headers(Map.of("Host", "localhost:4566")), new byte[0]));

        assertThat(((SendMessageRequest) call.decode()).messageBody()).isEqualTo("hi there");
    }

    @Test
    void listsMayBeSpelledWithMemberAndWithGapsAndHugeIndexes() {
        assertThat(names("AttributeName.member.1=A&AttributeName.member.2=B")).containsExactly("A", "B");
        assertThat(names("AttributeName.2000000000=B&AttributeName.7=A")).containsExactly("A", "B");
        assertThat(names("AttributeName=")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "AttributeName.0=A, MalformedInput",
        "AttributeName.99999999999=A, MalformedInput",
        "AttributeName.01=A, MalformedInput",
        "AttributeName.x=A, MalformedInput",
        "A=%4, MalformedQueryString",
        "A=%zz, MalformedQueryString",
        "A=%ff, MalformedQueryString",
        "A=1&A=2, MalformedQueryString",
        "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.a.b.c.d.e.f.g.h=1, MalformedQueryString",
    })
    void whatIsNotAFormIsRefused(String parameters, String code) {
        assertThat(refusal(call("GetQueueAttributes", "&QueueUrl=q&" + parameters))).isEqualTo(code);
    }

    @Test
    void thereIsALimitToTheNumberOfParameters() {
        String many = "&x.%d=1".repeat(20_001).formatted(IntStream.range(0, 20_001).boxed().toArray());

        assertThat(refusal(call("ListQueues", many))).isEqualTo("MalformedQueryString");
    }

    @ParameterizedTest
    @CsvSource({"DelaySeconds=x", "DelaySeconds=99999999999", "MessageAttribute.1.Name=n&MessageAttribute.1.Value.BinaryValue=*",
        "MessageAttribute.1.Name=n", "MessageAttribute.1.Value.StringValue=s", "DelaySeconds.1=3"})
    void aValueOfAnotherTypeIsRefused(String parameters) {
        assertThat(refusal(call("SendMessage", "&QueueUrl=q&MessageBody=b&" + parameters))).isEqualTo("MalformedInput");
    }

    private List<String> names(String parameters) {
        return ((GetQueueAttributesRequest) call("GetQueueAttributes", "&QueueUrl=q&" + parameters).decode()).attributeNamesAsStrings();
    }

    private static String refusal(Call call) {
        return catchThrowableOfType(AwsServiceException.class, call::decode).awsErrorDetails().errorCode();
    }

    private Call call(String action, String parameters) {
        return wire.detect(Requests.form("sqs", "/", "Action=" + action + "&Version=2012-11-05" + parameters));
    }

    private <T> T recorded(String operation, Class<T> type) throws IOException {
        String line = resource("botocore-1.29-requests.txt").lines().filter(l -> l.startsWith(operation + " ")).findFirst().orElseThrow();
        return type.cast(wire.detect(Requests.form("sqs", "/", line.split(" ", 3)[2])).decode());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = QueryProtocolTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

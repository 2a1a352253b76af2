package dev.forebay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestTest {

    @Test
    void itTellsTheLengthOfItsBody() {
        String text = text(Request.of("ListQueues", "{\"a\":1}"));

        assertThat(text).startsWith("POST / HTTP/1.1\r\n").contains("\r\nX-Amz-Target: AmazonSQS.ListQueues\r\n")
                .endsWith("\r\nContent-Length: 0000007\r\n\r\n{\"a\":1}");
    }

    @Test
    void whatIsTheSameEachTimeIsKept() {
        Request request = new Request("DeleteMessage").add("{\"n\":");
        int start = request.size();

        assertThat(text(request.cut(start).add(120L).add("}").finish())).endsWith("0000009\r\n\r\n{\"n\":120}");
        assertThat(text(request.cut(start).add(7L).add("}").finish())).endsWith("0000007\r\n\r\n{\"n\":7}");
    }

    @Test
    void bytesOfAnAnswerAreFoundAndCopied() {
        byte[] json = "{\"Messages\":[{\"ReceiptHandle\": \"first==\"},{\"ReceiptHandle\":\"second\"}]}".getBytes(StandardCharsets.US_ASCII);
        Body body = new Body(json, 0, json.length);

        int first = body.next(Sqs.RECEIPT_HANDLE, body.from());
        int second = body.next(Sqs.RECEIPT_HANDLE, body.end(first));

        assertThat(text(new Request("x").add(json, first, body.end(first)).finish())).endsWith("\r\n\r\nfirst==");
        assertThat(text(new Request("x").add(json, second, body.end(second)).finish())).endsWith("\r\n\r\nsecond");
        assertThat(body.next(Sqs.RECEIPT_HANDLE, body.end(second))).isEqualTo(-1);
        assertThat(body.value("Body")).isEmpty();
    }

    private static String text(ByteBuffer request) {
        return StandardCharsets.US_ASCII.decode(request.duplicate()).toString();
    }
}

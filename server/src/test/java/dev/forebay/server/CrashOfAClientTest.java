package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A client that leaves in the middle of a long poll must not take a message with it. */
class CrashOfAClientTest {
    private static final int CLIENTS = 50;
    private static final int RACING_CLIENTS = 10;
    private static final CrashQueue ORDERS = CrashQueue.standard("orders");
    private static final CrashQueue ORDERS_IN_ORDER = CrashQueue.fifo("orders.fifo", true);

    private Forebay forebay;
    private SqsClient sqs;

    @BeforeEach
    void start() {
        forebay = Forebay.start(ForebayConfig.inMemory().overHttp());
        sqs = CrashClient.of(forebay.endpoint());
    }

    @AfterEach
    void stop() {
        sqs.close();
        forebay.close();
    }

    @Test
    void whatComesAfterAClientHasLeftGoesToAnotherAtOnce() throws Exception {
        String url = ORDERS.url(sqs);
        for (int i = 0; i < CLIENTS; i++) {
            String body = "m" + i;
            try (Socket client = poll(url, CrashQueue.FOR_EVER_SECONDS)) {
                makeSureThatItIsParked(ORDERS);
                leave(client);
            }
            sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
            receiveAndDelete(ORDERS, body);
        }
    }

    @Test
    void soItIsOnAFifoQueue() throws Exception {
        String url = ORDERS_IN_ORDER.url(sqs);
        for (int i = 0; i < CLIENTS; i++) {
            String body = "m" + i;
            try (Socket client = poll(url, CrashQueue.FOR_EVER_SECONDS)) {
                makeSureThatItIsParked(ORDERS_IN_ORDER);
                leave(client);
            }
            sqs.sendMessage(r -> r.queueUrl(url).messageBody(body).messageGroupId("g"));
            receiveAndDelete(ORDERS_IN_ORDER, body);
        }
    }

    /** Whatever the race between the message and the news that the client is gone: at worst it is hidden for its time. */
    @Test
    void aMessageThatMeetsALeavingClientComesToAnother() throws Exception {
        String url = ORDERS.url(sqs);
        for (int i = 0; i < RACING_CLIENTS; i++) {
            String body = "m" + i;
            poll(url, 1).close();
            sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
            Message message = sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)).messages().getFirst();
            assertThat(message.body()).isEqualTo(body);
            sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
    }

    private void receiveAndDelete(CrashQueue queue, String body) {
        assertThat(queue.receive(sqs, 60)).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo(body);
            sqs.deleteMessage(r -> r.queueUrl(queue.url(sqs)).receiptHandle(message.receiptHandle()));
        });
    }

    /** Begins a long poll that would hide a message for so long. */
    private Socket poll(String url, int hiddenSeconds) throws IOException {
        URI endpoint = forebay.endpoint();
        Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
        byte[] body = "{\"QueueUrl\":\"%s\",\"WaitTimeSeconds\":20,\"VisibilityTimeout\":%d}"
                .formatted(url, hiddenSeconds).getBytes(StandardCharsets.UTF_8);
        String head = "POST / HTTP/1.1\r\nHost: " + endpoint.getAuthority() + "\r\nContent-Type: application/x-amz-json-1.0\r\n"
                + "X-Amz-Target: AmazonSQS.ReceiveMessage\r\nContent-Length: " + body.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return socket;
    }

    /** Some answers to others later, it most likely is. The test holds either way, but proves less. */
    private void makeSureThatItIsParked(CrashQueue queue) {
        for (int i = 0; i < 3; i++) {
            queue.counts(sqs);
        }
    }

    /** Leaves, and waits until the server has noticed: it ends the poll. */
    private static void leave(Socket client) throws IOException {
        client.shutdownOutput();
        assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 503");
    }
}

package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.identity.Caller;
import dev.forebay.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** AWS's own clients against a fake service, through every stage. */
@Timeout(60)
class GatewayTest {

    private static final String SIGNED = "Authorization: AWS4-HMAC-SHA256 Credential=123456789012/20261121/eu-west-1/sqs/aws4_request,"
            + " SignedHeaders=host, Signature=00\r\n";
    private static final String JSON = "Content-Type: application/x-amz-json-1.0\r\n";

    private final CountDownLatch parked = new CountDownLatch(1);
    private final CountDownLatch woken = new CountDownLatch(1);
    private Gateway gateway;

    /** Answers with who called, and fails in each way that a service can. */
    private final class FakeSqs implements SqsClient {

        private final Caller caller;

        FakeSqs(Caller caller) {
            this.caller = caller;
        }

        @Override
        public ListQueuesResponse listQueues(ListQueuesRequest request) {
            return ListQueuesResponse.builder()
                    .queueUrls(caller.origin().endpoint() + "/" + caller.account() + "/" + caller.region() + request.queueNamePrefix())
                    .build();
        }

        @Override
        public CreateQueueResponse createQueue(CreateQueueRequest request) {
            if (request.queueName().equals("missing")) {
                throw QueueDoesNotExistException.builder().message("It is not there.").build();
            }
            throw new IllegalStateException("a secret of the inside");
        }

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            parked.countDown();
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("never released");
            } catch (InterruptedException e) {
                woken.countDown();
                throw AbortedException.create("interrupted", e);
            }
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() throws IOException {
        GatewayConfig config = GatewayConfig.DEFAULT.withPort(0).withLimits(HttpLimits.DEFAULT.withStopTimeout(Duration.ZERO));
        gateway = Gateway.start(config, Wire.of(List.of("sqs")), Map.of("sqs", FakeSqs::new));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private String endpoint() {
        return "http://127.0.0.1:" + gateway.port();
    }

    private SqsClient sqs() {
        return SqsClient.builder()
                .endpointOverride(URI.create(endpoint()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("123456789012", "secret")))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private SqsAsyncClient sqsOverHttp2() {
        return SqsAsyncClient.builder()
                .endpointOverride(URI.create(endpoint()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("123456789012", "secret")))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().eventLoopGroup(ClientThreads.ALL).protocol(Protocol.HTTP2))
                .build();
    }

    @Test
    void aCallReachesTheServiceAsItsCaller() {
        try (SqsClient sqs = sqs()) {
            assertThat(sqs.listQueues(r -> r.queueNamePrefix("/x")).queueUrls()).containsExactly(endpoint() + "/123456789012/eu-west-1/x");
        }
    }

    @Test
    void theSameOverHttp2WithPriorKnowledge() {
        try (SqsAsyncClient sqs = sqsOverHttp2()) {
            assertThat(sqs.listQueues(r -> r.queueNamePrefix("/x")).join().queueUrls())
                    .containsExactly(endpoint() + "/123456789012/eu-west-1/x");
        }
    }

    @Test
    void http2CallsShareAConnectionWhileOneIsParked() {
        try (SqsAsyncClient sqs = sqsOverHttp2()) {
            CompletableFuture<?> poll = sqs.receiveMessage(r -> r.queueUrl(endpoint() + "/q"));
            var lists = IntStream.range(0, 20).mapToObj(i -> sqs.listQueues(r -> r.queueNamePrefix("/" + i))).toList();
            lists.forEach(CompletableFuture::join);
            assertThat(poll).isNotDone();
            poll.cancel(true);
        }
    }

    @Test
    void aPollWhoseHttp2ClientGivesUpIsWoken() throws InterruptedException {
        try (SqsAsyncClient sqs = sqsOverHttp2()) {
            CompletableFuture<?> poll = sqs.receiveMessage(r -> r.queueUrl(endpoint() + "/q"));
            parked.await();
            poll.cancel(true);
            woken.await();
        }
    }

    @Test
    void aServicesErrorIsTheClientsException() {
        try (SqsClient sqs = sqs()) {
            assertThatThrownBy(() -> sqs.createQueue(r -> r.queueName("missing")))
                    .isInstanceOfSatisfying(QueueDoesNotExistException.class, e -> assertThat(e.statusCode()).isEqualTo(400))
                    .hasMessageContaining("It is not there.");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatThereIsNoRoomForIsUnavailableInTheCallersProtocol(boolean json) throws IOException {
        GatewayConfig tight = GatewayConfig.DEFAULT.withPort(0).withLimits(HttpLimits.DEFAULT.withAnswerBytesInFlight(100_000));
        try (Gateway full = Gateway.start(tight, Wire.of(List.of("sqs")), Map.of("sqs", FakeSqs::new));
                RawClient client = new RawClient(full.port())) {
            String prefix = "x".repeat(100_000);
            var response = json
                    ? client.send(json("AmazonSQS.ListQueues", SIGNED, "{\"QueueNamePrefix\":\"" + prefix + "\"}")).read()
                    : client.send(query("Action=ListQueues&QueueNamePrefix=" + prefix)).read();

            assertThat(response.status()).isEqualTo(503);
            assertThat(response.body()).contains("ServiceUnavailable", Exchange.NO_ROOM).startsWith(json ? "{" : "<");
            assertThat(client.send(json("AmazonSQS.ListQueues", SIGNED, "{\"QueueNamePrefix\":\"/x\"}")).read().status()).isEqualTo(200);
        }
    }

    private static String query(String form) {
        return "POST / HTTP/1.1\r\nHost: here\r\nContent-Type: application/x-www-form-urlencoded\r\n" + SIGNED
                + "Content-Length: " + form.length() + "\r\n\r\n" + form;
    }

    @Test
    void aFailureInsideTellsNothingButItsRequestId() {
        try (SqsClient sqs = sqs()) {
            assertThatThrownBy(() -> sqs.createQueue(r -> r.queueName("broken")))
                    .isInstanceOfSatisfying(SqsException.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(500);
                        assertThat(e.requestId()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
                    })
                    .message().doesNotContain("secret of");
        }
    }

    @Test
    void aPollWhoseClientLeavesIsWokenInTheService() throws Exception {
        try (RawClient client = new RawClient(gateway.port())) {
            client.send(json("AmazonSQS.ReceiveMessage", SIGNED, "{\"QueueUrl\":\"http://here/q\"}"));
            parked.await();
        }
        woken.await();
    }

    @Test
    void aPollThatTheStopWakesIsToldToComeAgain() throws Exception {
        try (RawClient client = new RawClient(gateway.port())) {
            client.send(json("AmazonSQS.ReceiveMessage", SIGNED, "{\"QueueUrl\":\"http://here/q\"}"));
            parked.await();
            gateway.close();
            assertThat(client.read().status()).isEqualTo(503);
        }
    }

    @Test
    void aSignatureThatCannotBeReadIsIncomplete() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            var response = client.send(json("AmazonSQS.ListQueues", "Authorization: AWS4-HMAC-SHA256 Signature=0\r\n", "{}")).read();
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).contains("IncompleteSignature").contains("requires 'Credential' parameter");
        }
    }

    @Test
    void aHostThatCannotStandInAUrlIsRefused() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            String body = "{\"QueueNamePrefix\":\"/x\"}";
            client.send(json("AmazonSQS.ListQueues", SIGNED, body).replace("Host: here", "Host: evil/?\"<x>"));
            assertThat(client.read().status()).isEqualTo(400);
        }
    }

    @Test
    void anUnsignedCallIsTheDefaultAccounts() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            String body = "{\"QueueNamePrefix\":\"/x\"}";
            assertThat(client.send(json("AmazonSQS.ListQueues", "", body)).read().body()).contains("http://here/000000000000/us-east-1/x");
        }
    }

    @Test
    void aLinkThatSaysNothingButItsActionReachesTheServiceAsTheDefaultAccount() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            var response = client.request("GET /?Action=ListQueues&QueueNamePrefix=/x", "").read();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).startsWith("<ListQueuesResponse").contains("/000000000000/us-east-1/x");
        }
    }

    private static String json(String target, String headers, String body) {
        return "POST / HTTP/1.1\r\nHost: here\r\n" + JSON + headers + "X-Amz-Target: " + target + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    @Test
    void healthIsToldToAnybody() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            var response = client.request("GET /_forebay/health", "").read();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).contains("\"status\":\"running\"").contains("\"services\":[\"sqs\"]");
            assertThat(client.request("POST /_forebay/health", "").read().status()).isEqualTo(405);
            assertThat(client.request("GET /_forebay/else", "").read().status()).isEqualTo(404);
        }
    }

    @Test
    void aBrowserThatComesByIsToldWhatThisIs() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            var response = client.request("GET /", "").read();
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.body()).contains("Forebay").contains("--endpoint-url");
        }
    }

    @Test
    void requestIdsDiffer() {
        RequestIds ids = new RequestIds(1);
        assertThat(Stream.generate(ids).limit(100_000).distinct().count()).isEqualTo(100_000);
    }
}

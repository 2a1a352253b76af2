package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.forebay.identity.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The Java SDK's clients of SNS, waiting and not, over HTTP, in real time: what is published is there when it is asked for. */
class SnsJavaSdkTest {
    private static final int PATIENCE_SECONDS = 20;

    private static Forebay forebay;
    private static SnsClient sns;
    private static SnsAsyncClient async;

    private String name;

    @BeforeAll
    static void start() {
        forebay = Forebay.start(ForebayConfig.inMemory().overHttp());
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        sns = SnsClient.builder().endpointOverride(forebay.endpoint()).region(Region.US_EAST_1).credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create()).build();
        async = SnsAsyncClient.builder().endpointOverride(forebay.endpoint()).region(Region.US_EAST_1).credentialsProvider(credentials)
                .httpClient(NettyNioAsyncHttpClient.create()).build();
    }

    @AfterAll
    static void stop() {
        async.close();
        sns.close();
        forebay.close();
    }

    @BeforeEach
    void nameAllAfterTheTest(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void aMessageReachesAQueueWithItsAttributes() {
        String topic = topic();
        String queue = subscribed(topic, Map.of("RawMessageDelivery", "true"));
        var text = MessageAttributeValue.builder().dataType("String").stringValue("größe").build();

        sns.publish(r -> r.topicArn(topic).message("größe 😀").messageAttributes(Map.of("text", text)));

        Message message = receive(queue, 1).getFirst();
        assertThat(message.body()).isEqualTo("größe 😀");
        assertThat(message.messageAttributes().get("text").stringValue()).isEqualTo("größe");
    }

    @Test
    void inProcessAndOverHttpAreTheSameTopics() {
        String topic = topic();
        String queue = subscribed(topic, Map.of());

        forebay.sns().publish(r -> r.topicArn(topic).message("from inside"));

        Json.Members envelope = Json.object(receive(queue, 1).getFirst().body()).orElseThrow();
        assertThat(envelope.text("Message")).hasValue("from inside");
        assertThat(envelope.text("SigningCertURL").orElseThrow()).startsWith(forebay.endpoint() + "/SimpleNotificationService-");
    }

    @Test
    void manyPublishAtOnceAndNothingIsLost() {
        String topic = topic();
        String queue = subscribed(topic, Map.of("RawMessageDelivery", "true"));
        List<CompletableFuture<PublishResponse>> published = IntStream.range(0, 50)
                .mapToObj(i -> async.publish(r -> r.topicArn(topic).message("m" + i))).toList();
        published.forEach(CompletableFuture::join);

        assertThat(receive(queue, 50)).extracting(Message::body)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void aFifoTopicKeepsOrder() {
        String topic = sns.createTopic(r -> r.name(name + ".fifo")
                .attributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true"))).topicArn();
        String queue = subscribed(topic, Map.of("RawMessageDelivery", "true"));
        for (String body : List.of("1", "2", "2", "3")) {
            sns.publish(r -> r.topicArn(topic).message(body).messageGroupId("g"));
        }

        assertThat(receive(queue, 3)).extracting(Message::body).containsExactly("1", "2", "3");
    }

    @Test
    void aBatchIsPublished() {
        String topic = topic();
        String queue = subscribed(topic, Map.of("RawMessageDelivery", "true"));
        var answer = async.publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(entry("a"), entry("b"))).join();

        assertThat(answer.failed()).isEmpty();
        assertThat(answer.successful()).extracting("id").containsExactly("a", "b");
        assertThat(receive(queue, 2)).extracting(Message::body).containsExactlyInAnyOrder("a", "b");
    }

    private static PublishBatchRequestEntry entry(String id) {
        return PublishBatchRequestEntry.builder().id(id).message(id).build();
    }

    @Test
    void anEndpointConfirmsAndIsNotified() throws Exception {
        String topic = topic();
        BlockingQueue<Json.Members> posts = new LinkedBlockingQueue<>();
        HttpServer endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", exchange -> keep(exchange, posts));
        endpoint.start();
        try {
            String address = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/";
            assertThat(sns.subscribe(r -> r.topicArn(topic).protocol("http").endpoint(address)).subscriptionArn())
                    .isEqualTo("pending confirmation");
            visit(next(posts).text("SubscribeURL").orElseThrow());
            sns.publish(r -> r.topicArn(topic).message("m"));
            Json.Members notification = next(posts);
            assertThat(notification.text("Message")).hasValue("m");
            visit(notification.text("UnsubscribeURL").orElseThrow());
        } finally {
            endpoint.stop(0);
        }

        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions()).isEmpty();
    }

    private static void keep(HttpExchange exchange, BlockingQueue<Json.Members> posts) throws IOException {
        posts.add(Json.object(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)).orElseThrow());
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Json.Members next(BlockingQueue<Json.Members> posts) throws InterruptedException {
        Json.Members post = posts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(post).as("what is posted").isNotNull();
        return post;
    }

    private static void visit(String address) throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            assertThat(browser.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void topicsAreListedInPages() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 105; i++) {
            int number = i;
            created.add(sns.createTopic(r -> r.name(name + "-" + number)).topicArn());
        }

        assertThat(sns.listTopicsPaginator().topics().stream().map(Topic::topicArn)).containsAll(created);
        List<String> found = new ArrayList<>();
        async.listTopicsPaginator().topics().subscribe(topic -> found.add(topic.topicArn())).join();
        assertThat(found).containsAll(created);
    }

    @Test
    void mistakesArriveAsTheClassesThatAwsModels() {
        String topic = topic();

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> sns.publish(r -> r.topicArn(topic + "x").message("m")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404))
                .satisfies(e -> assertThat(e.requestId()).isNotBlank())
                .satisfies(e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Topic does not exist"));
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> async.publish(r -> r.topicArn(topic).message("")).join())
                .withCauseInstanceOf(InvalidParameterException.class);
    }

    private String topic() {
        return sns.createTopic(r -> r.name(name)).topicArn();
    }

    /** Subscribes a queue that is named after the test; returns its URL. */
    private String subscribed(String topic, Map<String, String> attributes) {
        boolean fifo = topic.endsWith(".fifo");
        String url = sqs().createQueue(r -> r.queueName(fifo ? name + ".fifo" : name)
                .attributesWithStrings(fifo ? Map.of("FifoQueue", "true") : Map.of())).queueUrl();
        String arn = sqs().getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN)).attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(arn).attributes(attributes));
        return url;
    }

    private static SqsClient sqs() {
        return forebay.sqs();
    }

    /** Waits for so many messages and deletes them. */
    private static List<Message> receive(String url, int count) {
        List<Message> all = new ArrayList<>();
        while (all.size() < count) {
            List<Message> messages = sqs().receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(PATIENCE_SECONDS)
                    .messageAttributeNames("All")).messages();
            assertThat(messages).as("waiting for %s messages, got %s", count, all.size()).isNotEmpty();
            messages.forEach(message -> sqs().deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle())));
            all.addAll(messages);
        }
        return all;
    }
}

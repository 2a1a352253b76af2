package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** The asynchronous Java SDK over HTTP: many calls at a time, parked polls, and clients that leave. */
class JavaAsyncSdkTest {
    private static Forebay forebay;
    private static SqsAsyncClient sqs;

    @BeforeAll
    static void start() {
        forebay = Forebay.start(ForebayConfig.inMemory().overHttp());
        sqs = SqsAsyncClient.builder()
                .endpointOverride(forebay.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("111122223333", "x")))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(100))
                .build();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        forebay.close();
    }

    @Test
    void anAccessKeyOfTwelveDigitsIsTheAccount() {
        assertThat(queue("account")).isEqualTo(forebay.endpoint() + "/111122223333/account");
    }

    @Test
    void manyMessagesSentAtOnceAllArrive() {
        String queue = queue("many");
        all(IntStream.range(0, 200).mapToObj(i ->
                sqs.sendMessage(r -> r.queueUrl(queue).messageBody("m" + i))).toList());

        List<Message> received = all(IntStream.range(0, 20).mapToObj(_ -> receive(queue, 5)).toList()).stream()
                .flatMap(answer -> answer.messages().stream()).toList();

        assertThat(received).extracting(Message::body).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void parkedPollsAreWokenOneByOne() {
        String queue = queue("parked");
        List<CompletableFuture<ReceiveMessageResponse>> polls =
                IntStream.range(0, 50).mapToObj(_ -> one(queue)).toList();

        all(IntStream.range(0, 50).mapToObj(i ->
                sqs.sendMessage(r -> r.queueUrl(queue).messageBody("m" + i))).toList());

        assertThat(all(polls)).allSatisfy(answer -> assertThat(answer.messages()).hasSize(1));
    }

    @Test
    void aClientThatLeavesDuringALongPollTakesNoMessageAlong() {
        String queue = queue("left");
        CompletableFuture<ReceiveMessageResponse> poll = one(queue);
        assertThatThrownBy(() -> poll.orTimeout(500, TimeUnit.MILLISECONDS).join()).isNotNull();
        poll.cancel(true);
        sqs.listQueues().join();

        sqs.sendMessage(r -> r.queueUrl(queue).messageBody("kept")).join();

        assertThat(receive(queue, 5).join().messages()).extracting(Message::body).containsExactly("kept");
    }

    @Test
    void aQueueThatIsNotThereHasItsOwnException() {
        assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("never-made")).join())
                .hasCauseInstanceOf(QueueDoesNotExistException.class);
    }

    private static String queue(String name) {
        return sqs.createQueue(r -> r.queueName(name)).join().queueUrl();
    }

    private static CompletableFuture<ReceiveMessageResponse> one(String queue) {
        return sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(1).waitTimeSeconds(20));
    }

    private static CompletableFuture<ReceiveMessageResponse> receive(String queue, int seconds) {
        return sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(seconds)
                .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofSeconds(30))));
    }

    private static <T> List<T> all(List<CompletableFuture<T>> futures) {
        return futures.stream().map(CompletableFuture::join).toList();
    }
}

package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** SubscribeToShard with AWS's asynchronous client: pushed on arrival, over HTTP/2. */
class EventStreamsTest {
    private final Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp());
    private final KinesisAsyncClient kinesis = KinesisAsyncClient.builder()
            .endpointOverride(forebay.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();

    @AfterEach
    void close() {
        kinesis.close();
        forebay.close();
    }

    @Test
    void aSubscriberHearsWhatIsPutAfterItSubscribed() throws Exception {
        String consumer = consumerOf("clicks");
        CountDownLatch subscribed = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(3);
        List<String> texts = new CopyOnWriteArrayList<>();
        SubscribeToShardResponseHandler handler = SubscribeToShardResponseHandler.builder()
                .onResponse(_ -> subscribed.countDown())
                .subscriber(event -> {
                    for (Record record : ((SubscribeToShardEvent) event).records()) {
                        texts.add(record.data().asUtf8String());
                        heard.countDown();
                    }
                })
                .build();
        CompletableFuture<Void> subscription = kinesis.subscribeToShard(request -> request.consumerARN(consumer)
                .shardId("shardId-000000000000").startingPosition(position -> position.type(ShardIteratorType.LATEST)), handler);
        assertThat(subscribed.await(30, TimeUnit.SECONDS)).isTrue();

        for (String text : List.of("one", "two", "three")) {
            kinesis.putRecord(request -> request.streamName("clicks").partitionKey("k").data(SdkBytes.fromUtf8String(text))).join();
        }

        assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(texts).containsExactly("one", "two", "three");
        subscription.cancel(true);
    }

    private String consumerOf(String stream) throws InterruptedException {
        kinesis.createStream(request -> request.streamName(stream).shardCount(1)).join();
        kinesis.waiter().waitUntilStreamExists(request -> request.streamName(stream), Eventually::often).join();
        var summary = kinesis.describeStreamSummary(request -> request.streamName(stream)).join().streamDescriptionSummary();
        assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
        String arn = kinesis.registerStreamConsumer(request -> request.streamARN(summary.streamARN()).consumerName("app")).join()
                .consumer().consumerARN();
        while (kinesis.describeStreamConsumer(request -> request.consumerARN(arn)).join().consumerDescription().consumerStatus()
                != ConsumerStatus.ACTIVE) {
            Thread.sleep(10);
        }
        return arn;
    }
}

package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;

/** A subscriber hears of records as they come, of nothing every five seconds, and of its end. */
class SubscriptionTest {
    private static final String SHARD = "shardId-000000000000";
    private static final int PATIENCE_SECONDS = 60;

    private final InProcess kinesis = new InProcess();
    private String consumer;

    @BeforeEach
    void makeConsumer() {
        Stream stream = kinesis.stream("s", 1);
        consumer = kinesis.client().registerStreamConsumer(request -> request.streamARN(stream.id().arn()).consumerName("c")).consumer().consumerARN();
        kinesis.pass(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void whatIsThereComesAtOnce() throws Exception {
        put("one");
        put("two");
        try (Subscription subscription = subscribe(ShardIteratorType.TRIM_HORIZON)) {
            SubscribeToShardEvent event = subscription.next().orElseThrow();

            assertThat(event.records()).extracting(record -> record.data().asUtf8String()).containsExactly("one", "two");
            assertThat(event.continuationSequenceNumber()).isEqualTo(event.records().getLast().sequenceNumber());
            assertThat(event.childShards()).isEmpty();
        }
    }

    @Test
    void anArrivalWakesTheSubscriber() throws Exception {
        try (Subscription subscription = subscribe(ShardIteratorType.LATEST)) {
            Waiting waiting = new Waiting(subscription);
            waiting.awaitParked();
            put("one");

            assertThat(waiting.event().orElseThrow().records()).hasSize(1);
        }
    }

    @Test
    void whereNothingComesTheSubscriberHearsOfThatEveryFiveSeconds() throws Exception {
        put("one");
        try (Subscription subscription = subscribe(ShardIteratorType.LATEST)) {
            Waiting waiting = new Waiting(subscription);
            waiting.awaitParked();
            kinesis.pass(Duration.ofMillis(4_999));
            assertThat(waiting.isWaiting()).isTrue();
            kinesis.pass(Duration.ofMillis(1));
            SubscribeToShardEvent event = waiting.event().orElseThrow();

            assertThat(event.records()).isEmpty();
            assertThat(event.millisBehindLatest()).isZero();
            assertThat(event.continuationSequenceNumber()).isNotNull();
        }
    }

    @Test
    void whoGoesOnAfterTheContinuationMissesNothing() throws Exception {
        put("one");
        String continuation;
        try (Subscription subscription = subscribe(ShardIteratorType.LATEST)) {
            kinesis.clock.advance(Duration.ofSeconds(5));
            continuation = subscription.next().orElseThrow().continuationSequenceNumber();
        }
        put("two");
        try (Subscription subscription = subscribe(StartingPosition.builder()
                .type(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(continuation).build())) {
            assertThat(subscription.next().orElseThrow().records()).extracting(record -> record.data().asUtf8String()).containsExactly("two");
        }
    }

    @Test
    void theContinuationBeforeTheFirstRecordIsOneToGoOnAfter() throws Exception {
        String continuation;
        try (Subscription subscription = subscribe(ShardIteratorType.TRIM_HORIZON)) {
            kinesis.clock.advance(Duration.ofSeconds(5));
            continuation = subscription.next().orElseThrow().continuationSequenceNumber();
        }
        put("one");
        try (Subscription subscription = subscribe(StartingPosition.builder()
                .type(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(continuation).build())) {
            assertThat(subscription.next().orElseThrow().records()).hasSize(1);
        }
    }

    @Test
    void aSubscriptionLivesForFiveMinutes() throws Exception {
        try (Subscription subscription = subscribe(ShardIteratorType.LATEST)) {
            for (int i = 0; i < 59; i++) {
                kinesis.clock.advance(Duration.ofSeconds(5));
                assertThat(subscription.next()).isPresent();
            }
            kinesis.clock.advance(Duration.ofSeconds(5));
            assertThat(subscription.next()).isEmpty();
        }
    }

    @Test
    void withinFiveSecondsASecondSubscriptionIsRefused() throws Exception {
        try (Subscription first = subscribe(ShardIteratorType.LATEST)) {
            kinesis.clock.advance(Duration.ofMillis(4_999));
            assertThatThrownBy(() -> subscribe(ShardIteratorType.LATEST)).isInstanceOf(ResourceInUseException.class);
            put("one");

            assertThat(first.next()).isPresent();
        }
    }

    @Test
    void afterFiveSecondsASecondSubscriptionTakesOver() throws Exception {
        try (Subscription first = subscribe(ShardIteratorType.LATEST)) {
            Waiting waiting = new Waiting(first);
            waiting.awaitParked();
            kinesis.clock.advance(Duration.ofSeconds(5));
            try (Subscription second = subscribe(ShardIteratorType.LATEST)) {
                assertThatThrownBy(waiting::event).cause().isInstanceOf(ResourceInUseException.class);
                put("one");
                assertThat(second.next()).isPresent();
            }
        }
    }

    @Test
    void whoLeftFreesTheSeatAtOnce() {
        subscribe(ShardIteratorType.LATEST).close();

        subscribe(ShardIteratorType.LATEST).close();
    }

    @Test
    void theEndOfAClosedShardTellsOfItsChildren() throws Exception {
        put("one");
        try (Subscription subscription = subscribe(ShardIteratorType.LATEST)) {
            Waiting waiting = new Waiting(subscription);
            waiting.awaitParked();
            split();
            SubscribeToShardEvent last = waiting.event().orElseThrow();

            assertThat(last.childShards()).extracting(ChildShard::shardId).containsExactly("shardId-000000000001", "shardId-000000000002");
            assertThat(last.continuationSequenceNumber()).isNull();
            assertThat(subscription.next()).isEmpty();
        }
    }

    @Test
    void aClosedShardIsReadToItsEnd() throws Exception {
        put("one");
        split();
        try (Subscription subscription = subscribe(ShardIteratorType.TRIM_HORIZON)) {
            SubscribeToShardEvent only = subscription.next().orElseThrow();

            assertThat(only.records()).hasSize(1);
            assertThat(only.childShards()).hasSize(2);
            assertThat(subscription.next()).isEmpty();
        }
    }

    @Test
    void aConsumerThatIsDeregisteredHearsNoMore() throws Exception {
        try (Subscription subscription = subscribe(ShardIteratorType.LATEST)) {
            Waiting waiting = new Waiting(subscription);
            waiting.awaitParked();
            kinesis.client().deregisterStreamConsumer(request -> request.consumerARN(consumer));
            kinesis.pass(Duration.ofSeconds(1));

            assertThat(waiting.event()).isEmpty();
        }
    }

    @Test
    void aStreamThatIsDeletedEndsItsSubscriptions() throws Exception {
        try (Subscription subscription = subscribe(ShardIteratorType.LATEST)) {
            Waiting waiting = new Waiting(subscription);
            waiting.awaitParked();
            kinesis.client().deleteStream(request -> request.streamName("s").enforceConsumerDeletion(true));
            kinesis.pass(Duration.ofSeconds(1));

            assertThat(waiting.event()).isEmpty();
        }
    }

    @Test
    void aThreadThatIsInterruptedStopsWaiting() throws Exception {
        try (Subscription subscription = subscribe(ShardIteratorType.LATEST)) {
            Waiting waiting = new Waiting(subscription);
            waiting.awaitParked();
            waiting.thread.interrupt();

            assertThatThrownBy(waiting::event).cause().isInstanceOf(InterruptedException.class);
        }
    }

    private void split() {
        kinesis.client().splitShard(request -> request.streamName("s").shardToSplit(SHARD).newStartingHashKey("17"));
        kinesis.pass(Duration.ofSeconds(1));
    }

    private void put(String text) {
        kinesis.client().putRecord(request -> request.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String(text)));
    }

    private Subscription subscribe(ShardIteratorType type) {
        return subscribe(StartingPosition.builder().type(type).build());
    }

    private Subscription subscribe(StartingPosition position) {
        return kinesis.service().subscribe(InProcess.CALLER,
                SubscribeToShardRequest.builder().consumerARN(consumer).shardId(SHARD).startingPosition(position).build());
    }

    /** A thread that waits for the next event. */
    private final class Waiting {
        private final CompletableFuture<Optional<SubscribeToShardEvent>> event = new CompletableFuture<>();
        private final int timers = kinesis.timers.size();
        private final Thread thread;

        Waiting(Subscription subscription) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    event.complete(subscription.next());
                } catch (InterruptedException | RuntimeException e) {
                    event.completeExceptionally(e);
                }
            });
        }

        /** Returns once it waits: it then has a timer for the time when it has to be heard of. */
        void awaitParked() {
            while (kinesis.timers.size() == timers || thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }

        boolean isWaiting() {
            return !event.isDone();
        }

        Optional<SubscribeToShardEvent> event() throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
            return event.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}

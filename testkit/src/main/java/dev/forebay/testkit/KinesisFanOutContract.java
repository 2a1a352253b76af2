package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AFTER_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_TIMESTAMP;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.LATEST;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;

/** Enhanced fan-out: records are pushed to whoever subscribes as a consumer. */
@Timeout(60)
public abstract class KinesisFanOutContract extends KinesisContract {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Test
    void whatIsThereIsPushedAndThenWhatComes() {
        String name = stream("orders", 1);
        putAll(name, "1", "2");
        try (KinesisSubscription subscription = subscribe(consumer(name), TRIM_HORIZON)) {
            assertThat(texts(records(subscription, 2))).containsExactly("1", "2");
            String last = put(name, "3").sequenceNumber();
            SubscribeToShardEvent event = eventWithRecords(subscription);

            assertThat(texts(event.records())).containsExactly("3");
            assertThat(event.records().getFirst().sequenceNumber()).isEqualTo(last);
            assertThat(event.records().getFirst().partitionKey()).isEqualTo("3");
            assertThat(event.records().getFirst().approximateArrivalTimestamp()).isNotNull();
            assertThat(event.millisBehindLatest()).isZero();
            assertThat(new BigInteger(event.continuationSequenceNumber())).isGreaterThanOrEqualTo(new BigInteger(last));
            assertThat(event.childShards()).isEmpty();
        }
    }

    @Test
    void aSubscriptionBeginsWhereItIsTold() {
        String name = stream("orders", 1);
        put(name, "1");
        pass(SECOND);
        String two = put(name, "2").sequenceNumber();
        pass(SECOND);
        put(name, "3");
        Instant time = drain(horizon(name, shardId(0))).get(1).approximateArrivalTimestamp();
        String consumer = consumer(name);

        assertThat(first(consumer, 2, AT_SEQUENCE_NUMBER, p -> p.sequenceNumber(two))).containsExactly("2", "3");
        assertThat(first(consumer, 1, AFTER_SEQUENCE_NUMBER, p -> p.sequenceNumber(two))).containsExactly("3");
        assertThat(first(consumer, 2, AT_TIMESTAMP, p -> p.timestamp(time))).containsExactly("2", "3");
        try (KinesisSubscription subscription = subscribe(consumer, LATEST)) {
            put(name, "4");
            assertThat(texts(records(subscription, 1))).containsExactly("4");
        }
    }

    private List<String> first(String consumer, int count, ShardIteratorType type, Consumer<StartingPosition.Builder> position) {
        try (KinesisSubscription subscription = subscribe(consumer, type, position)) {
            return texts(records(subscription, count));
        } finally {
            pass(PAUSE.plus(SECOND));
        }
    }

    @Test
    void theContinuationIsWhereToGoOn() {
        String name = stream("orders", 1);
        putAll(name, "1", "2");
        String consumer = consumer(name);
        String continuation;
        try (KinesisSubscription subscription = subscribe(consumer, TRIM_HORIZON)) {
            continuation = eventWithRecords(subscription).continuationSequenceNumber();
        }
        put(name, "3");
        pass(PAUSE.plus(SECOND));

        assertThat(first(consumer, 1, AFTER_SEQUENCE_NUMBER, p -> p.sequenceNumber(continuation))).containsExactly("3");
    }

    @Test
    void consumersDoNotTakeFromEachOther() {
        String name = stream("orders", 1);
        put(name, "1");
        try (KinesisSubscription one = subscribe(consumer(name), TRIM_HORIZON);
                KinesisSubscription other = subscribe(consumer(name), TRIM_HORIZON)) {
            assertThat(texts(records(one, 1))).containsExactly("1");
            assertThat(texts(records(other, 1))).containsExactly("1");
        }
    }

    @Test
    void aSubscriptionEndsAfterFiveMinutes() {
        String name = stream("orders", 1);
        try (KinesisSubscription subscription = subscribe(consumer(name), LATEST)) {
            pass(LIFE.plus(SECOND));

            assertThat(toTheEnd(subscription)).allSatisfy(event -> assertThat(event.records()).isEmpty());
        }
    }

    @Test
    void aClosedShardEndsItsSubscriptionWithItsChildren() {
        String name = stream("orders", 1);
        put(name, "1");
        try (KinesisSubscription subscription = subscribe(consumer(name), TRIM_HORIZON)) {
            kinesis.splitShard(r -> r.streamName(name).shardToSplit(shardId(0)).newStartingHashKey("1000"));
            settle(name);
            List<SubscribeToShardEvent> events = toTheEnd(subscription);

            assertThat(events.stream().flatMap(event -> event.records().stream()).map(record -> record.data().asUtf8String())).containsExactly("1");
            assertThat(events.getLast().continuationSequenceNumber()).isNull();
            assertThat(events.getLast().childShards()).extracting(ChildShard::shardId).containsExactlyInAnyOrder(shardId(1), shardId(2));
            assertThat(events.subList(0, events.size() - 1)).allSatisfy(event -> assertThat(event.childShards()).isEmpty());
        }
    }

    @Test
    void aSecondSubscriptionHasToWaitFiveSeconds() {
        String name = stream("orders", 1);
        String consumer = consumer(name);
        try (KinesisSubscription first = subscribe(consumer, TRIM_HORIZON)) {
            pass(SECOND.multipliedBy(2));
            refusalOf(() -> subscribe(consumer, TRIM_HORIZON)).is("ResourceInUseException")
                    .saysLike("Another active subscription exists for this consumer: .*");
            put(name, "1");
            assertThat(texts(records(first, 1))).containsExactly("1");
        }
    }

    @Test
    void aSecondSubscriptionTakesOverAfterFiveSeconds() {
        String name = stream("orders", 1);
        String consumer = consumer(name);
        try (KinesisSubscription first = subscribe(consumer, LATEST)) {
            pass(PAUSE.plus(SECOND));
            try (KinesisSubscription second = subscribe(consumer, LATEST)) {
                put(name, "1");
                assertThat(texts(records(second, 1))).containsExactly("1");
                refusalOf(() -> toTheEnd(first)).isResourceInUse();
            }
        }
    }

    @Test
    void aConsumerHasToBeActive() {
        String name = stream("orders", 1);
        var consumer = kinesis.registerStreamConsumer(r -> r.streamARN(arn(name)).consumerName("reader")).consumer();

        refusalOf(() -> subscribe(consumer.consumerARN(), LATEST)).is("ResourceInUseException").says("Consumer reader with creation timestamp "
                + consumer.consumerCreationTimestamp().getEpochSecond() + " under stream: " + name
                + ", account 111111111111 is not in ACTIVE status.");
    }

    @Test
    void aConsumerAndAShardHaveToBeThere() {
        String name = stream("orders", 1);
        String consumer = consumer(name);

        refusalOf(() -> subscribe(arn(name) + "/consumer/never:1700000000", LATEST)).is("ResourceNotFoundException");
        refusalOf(() -> subscribe(SubscribeToShardRequest.builder().consumerARN(consumer).shardId(shardId(7))
                .startingPosition(p -> p.type(LATEST)).build())).is("ResourceNotFoundException");
    }

    @Test
    void aPlaceInTheSequenceHasANumber() {
        String consumer = consumer(stream("orders", 1));

        refusalOf(() -> subscribe(consumer, AT_SEQUENCE_NUMBER)).is("InvalidArgumentException");
        refusalOf(() -> subscribe(consumer, AT_TIMESTAMP)).is("InvalidArgumentException");
    }

    /** A new consumer of a stream, active; its ARN. */
    private String consumer(String stream) {
        String consumer = kinesis.registerStreamConsumer(r -> r.streamARN(arn(stream)).consumerName(newName("reader"))).consumer().consumerARN();
        for (int i = 0; i < 60 && consumerStatus(consumer) != ConsumerStatus.ACTIVE; i++) {
            pass(SECOND);
        }
        return consumer;
    }

    private ConsumerStatus consumerStatus(String consumer) {
        return kinesis.describeStreamConsumer(r -> r.consumerARN(consumer)).consumerDescription().consumerStatus();
    }

    private KinesisSubscription subscribe(String consumer, ShardIteratorType type) {
        return subscribe(consumer, type, _ -> {});
    }

    private KinesisSubscription subscribe(String consumer, ShardIteratorType type, Consumer<StartingPosition.Builder> position) {
        return subscribe(SubscribeToShardRequest.builder().consumerARN(consumer).shardId(shardId(0))
                .startingPosition(p -> position.accept(p.type(type))).build());
    }

    private static SubscribeToShardEvent eventWithRecords(KinesisSubscription subscription) {
        SubscribeToShardEvent event = next(subscription);
        while (event.records().isEmpty()) {
            event = next(subscription);
        }
        return event;
    }

    private static SubscribeToShardEvent next(KinesisSubscription subscription) {
        Optional<SubscribeToShardEvent> event = subscription.next();
        assertThat(event).as("the next event").isPresent();
        return event.get();
    }

    private static List<Record> records(KinesisSubscription subscription, int count) {
        List<Record> all = new ArrayList<>();
        while (all.size() < count) {
            all.addAll(next(subscription).records());
        }
        return all;
    }

    private static List<SubscribeToShardEvent> toTheEnd(KinesisSubscription subscription) {
        List<SubscribeToShardEvent> all = new ArrayList<>();
        for (Optional<SubscribeToShardEvent> event = subscription.next(); event.isPresent(); event = subscription.next()) {
            all.add(event.get());
        }
        return all;
    }
}

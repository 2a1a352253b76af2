package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.Partitions;
import dev.forebay.store.Batch;
import dev.forebay.store.Scan;
import dev.forebay.store.StepStore;
import dev.forebay.store.Store;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Somebody else's change is decided and not yet on disk when a reply shows it: the reply waits. */
class DurableRepliesTest {
    private static final String SHARD = "shardId-000000000000";

    private final Meanwhile store = new Meanwhile();
    private final ManualClock clock = new ManualClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final KinesisService service = KinesisService.open(KinesisConfig.defaults(), Partitions.open(store), clock, timers, new FakeKms()::client);
    private final KinesisClient kinesis = service.client(InProcess.CALLER);
    private Stream stream;
    private String arn;

    @BeforeEach
    void makeStream() {
        kinesis.createStream(r -> r.streamName("s").shardCount(2));
        pass();
        stream = service.catalog().all().iterator().next();
        arn = stream.id().arn();
        kinesis.registerStreamConsumer(r -> r.streamARN(arn).consumerName("c"));
        pass();
    }

    @AfterEach
    void close() {
        service.close();
    }

    private void pass() {
        clock.advance(Duration.ofSeconds(1));
        timers.run(100);
    }

    /** As another caller does who still waits for the disk. */
    private void change() {
        stream.partition().submit(changes -> {
            StreamSettings settings = stream.settings();
            stream.update(changes, stream.record().with(settings.withRetention(settings.retentionHours() + 1, settings.floor())));
            stream.consumers().put(changes, stream.consumers().find("c").orElseThrow().withTags(Map.of("at", Integer.toString(settings.retentionHours()))));
            return null;
        });
        assertThat(store.pending()).isPositive();
    }

    private void read(String what) {
        switch (what) {
            case "stream" -> kinesis.describeStream(r -> r.streamName("s"));
            case "summary" -> kinesis.describeStreamSummary(r -> r.streamName("s"));
            case "shards" -> kinesis.listShards(r -> r.streamName("s"));
            case "streams" -> kinesis.listStreams(r -> { });
            case "no streams" -> kinesis.listStreams(r -> r.exclusiveStartStreamName("t"));
            case "tags" -> kinesis.listTagsForStream(r -> r.streamName("s"));
            case "resource tags" -> kinesis.listTagsForResource(r -> r.resourceARN(arn));
            case "policy" -> kinesis.getResourcePolicy(r -> r.resourceARN(arn));
            case "consumer" -> kinesis.describeStreamConsumer(r -> r.streamARN(arn).consumerName("c"));
            case "consumers" -> kinesis.listStreamConsumers(r -> r.streamARN(arn));
            default -> kinesis.describeLimits(r -> { });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "summary", "shards", "streams", "no streams", "tags", "resource tags", "policy", "consumer", "consumers", "limits"})
    void whatIsReadIsDurable(String what) {
        change();
        read(what);

        assertThat(store.pending()).isZero();
    }

    /** The state is read first, and then waited for: not the other way round. */
    @Test
    void aSummaryShowsWhatWasSoBeforeItWaited() {
        change();
        store.onceAwaited = this::change;

        assertThat(kinesis.describeStreamSummary(r -> r.streamName("s")).streamDescriptionSummary().retentionPeriodHours()).isEqualTo(25);
        assertThat(store.pending()).isPositive();
    }

    @Test
    void aDescriptionShowsWhatWasSoBeforeItWaited() {
        change();
        store.onceAwaited = this::change;

        assertThat(kinesis.describeStream(r -> r.streamName("s")).streamDescription().retentionPeriodHours()).isEqualTo(25);
    }

    @Test
    void shardsAreListedAsTheyWereBeforeItWaited() {
        change();
        store.onceAwaited = this::closeFirstShard;

        assertThat(kinesis.listShards(r -> r.streamName("s")).shards().getFirst().sequenceNumberRange().endingSequenceNumber()).isNull();
    }

    @Test
    void consumersAreListedAsTheyWereBeforeItWaited() {
        change();
        store.onceAwaited = () -> stream.partition().submit(changes -> {
            stream.consumers().remove(changes, stream.consumers().find("c").orElseThrow());
            return null;
        });

        assertThat(kinesis.listStreamConsumers(r -> r.streamARN(arn)).consumers()).hasSize(1);
    }

    @Test
    void tagsAreListedAsTheyWereBeforeItWaited() {
        change();
        store.onceAwaited = () -> stream.partition().submit(changes -> {
            stream.update(changes, stream.record().with(stream.settings().withTags(Map.of("colour", "red"))));
            return null;
        });

        assertThat(kinesis.listTagsForStream(r -> r.streamName("s")).tags()).isEmpty();
        assertThat(store.pending()).isPositive();
    }

    private void closeFirstShard() {
        stream.partition().submit(changes -> {
            stream.shards().get(0).close(changes, stream.record().incarnation(), clock.millis());
            return null;
        });
    }

    @Test
    void aStreamThatIsNotFoundIsDurablyGone() {
        stream.partition().submit(changes -> {
            changes.batch().delete(new byte[] {0x7f});
            return null;
        });
        String gone = sibling();
        assertThatThrownBy(() -> kinesis.describeStream(r -> r.streamName(gone))).isInstanceOf(ResourceNotFoundException.class);

        assertThat(store.pending()).isZero();
    }

    /** A name whose stream would live in the same partition. */
    private String sibling() {
        Partitions partitions = Partitions.open(store.disk);
        for (int i = 0; ; i++) {
            StreamId id = new StreamId(stream.id().account(), stream.id().region(), new StreamName("t" + i));
            if (partitions.of(id.arn()).number() == stream.partition().number()) {
                return id.name().value();
            }
        }
    }

    @Test
    void aConsumerThatIsNotFoundIsDurablyGone() {
        stream.partition().submit(changes -> {
            stream.consumers().remove(changes, stream.consumers().find("c").orElseThrow());
            return null;
        });
        assertThatThrownBy(() -> kinesis.describeStreamConsumer(r -> r.streamARN(arn).consumerName("c"))).isInstanceOf(ResourceNotFoundException.class);

        assertThat(store.pending()).isZero();
    }

    @Test
    void aConsumerThatIsThereAlreadyIsDurable() {
        change();
        assertThatThrownBy(() -> kinesis.registerStreamConsumer(r -> r.streamARN(arn).consumerName("c"))).isInstanceOf(ResourceInUseException.class);

        assertThat(store.pending()).isZero();
    }

    @Test
    void aShardThatCannotBeSplitAsItIsClosedIsDurablyClosed() {
        closeFirstShard();
        assertThatThrownBy(() -> kinesis.splitShard(r -> r.streamName("s").shardToSplit(SHARD).newStartingHashKey("17")))
                .isInstanceOf(InvalidArgumentException.class);

        assertThat(store.pending()).isZero();
    }

    @Test
    void anIteratorAtATimeLeavesOutNothingThatIsOnItsWay() {
        long at = clock.millis();
        stream.partition().submit(changes -> stream.shards().get(0).append(changes,
                RecordBlock.of(List.of(NewRecord.of("k", new byte[1], HashKey.MIN))), at));
        String iterator = kinesis.getShardIterator(r -> r.streamName("s").shardId(SHARD).shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                .timestamp(Instant.ofEpochMilli(at))).shardIterator();
        store.disk.commitAll();

        assertThat(kinesis.getRecords(r -> r.shardIterator(iterator)).records()).hasSize(1);
    }

    @Test
    void nobodyReadsARecordBeforeItIsDurable() {
        String iterator = kinesis.getShardIterator(r -> r.streamName("s").shardId(SHARD).shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
        stream.partition().submit(changes -> stream.shards().get(0).append(changes,
                RecordBlock.of(List.of(NewRecord.of("k", new byte[1], HashKey.MIN))), clock.millis()));

        assertThat(kinesis.getRecords(r -> r.shardIterator(iterator)).records()).isEmpty();
        store.disk.commitAll();
        assertThat(kinesis.getRecords(r -> r.shardIterator(iterator)).records()).hasSize(1);
    }

    @Test
    void theNewestRecordIsDurableBeforeSomebodyBeginsAfterIt() {
        stream.partition().submit(changes -> stream.shards().get(0).append(changes,
                RecordBlock.of(List.of(NewRecord.of("k", new byte[1], HashKey.MIN))), clock.millis()));
        kinesis.getShardIterator(r -> r.streamName("s").shardId(SHARD).shardIteratorType(ShardIteratorType.LATEST));

        assertThat(store.pending()).isZero();
    }

    /** A store to which something happens while somebody waits for it. */
    private static final class Meanwhile implements Store {
        private final StepStore disk = new StepStore();
        private Runnable onceAwaited = () -> { };

        int pending() {
            return disk.pending();
        }

        @Override
        public long submit(Batch batch, Urgency urgency) {
            return disk.submit(batch, urgency);
        }

        @Override
        public void await(long commit) {
            disk.await(commit);
            Runnable task = onceAwaited;
            onceAwaited = () -> { };
            task.run();
        }

        @Override
        public long durable() {
            return disk.durable();
        }

        @Override
        public Optional<byte[]> get(byte[] key) {
            return disk.get(key);
        }

        @Override
        public Scan scan(byte[] from, byte[] to) {
            return disk.scan(from, to);
        }

        @Override
        public void requireSpace() {
            disk.requireSpace();
        }

        @Override
        public void close() {
            disk.close();
        }
    }
}

package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

/** Where somebody begins to read: only where there is, was, or next will be a record. */
class StartingPointTest {
    private static final String SHARD = "shardId-000000000000";

    private final InProcess kinesis = new InProcess();

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void nobodyGoesOnAfterANumberThatHasYetToBeGiven() {
        Stream stream = kinesis.stream("s", 1);
        put();
        String next = stream.shards().get(0).sequenceNumber(2, kinesis.clock.millis()).toString();

        assertThatThrownBy(() -> iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, next)).isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("is invalid.");
    }

    @Test
    void theLastNumberOfAClosedShardIsItsEnd() {
        Stream stream = kinesis.stream("s", 1);
        put();
        kinesis.client().splitShard(request -> request.streamName("s").shardToSplit(SHARD).newStartingHashKey("1000"));
        kinesis.pass(java.time.Duration.ofSeconds(1));
        String iterator = iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, stream.shards().get(0).end().toString());

        assertThat(kinesis.client().getRecords(request -> request.shardIterator(iterator)).childShards()).hasSize(2);
    }

    @Test
    void aNumberGoesWithItsTypeOnly() {
        kinesis.stream("s", 1);
        String number = put();

        assertThatThrownBy(() -> iterator(ShardIteratorType.LATEST, number)).isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Request specified LATEST and also a StartingSequenceNumber.");
        assertThatThrownBy(() -> iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, null)).isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Request specified AT_SEQUENCE_NUMBER and no StartingSequenceNumber.");
    }

    @Test
    void whatIsLeftOutInProcessIsRefusedAsOverTheWire() {
        kinesis.stream("s", 1);

        assertThatThrownBy(() -> iterator(null, null)).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> kinesis.client().getRecords(_ -> {})).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> kinesis.client().getShardIterator(request -> request.streamName("s")
                .shardIteratorType(ShardIteratorType.LATEST))).isInstanceOf(ResourceNotFoundException.class);
    }

    private String put() {
        return kinesis.client().putRecord(request -> request.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String("m"))).sequenceNumber();
    }

    private String iterator(ShardIteratorType type, String number) {
        return kinesis.client().getShardIterator(request -> request.streamName("s").shardId(SHARD).shardIteratorType(type)
                .startingSequenceNumber(number)).shardIterator();
    }
}

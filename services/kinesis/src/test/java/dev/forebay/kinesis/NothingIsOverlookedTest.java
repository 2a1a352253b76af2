package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Everything that a caller says about the stream it means counts. */
class NothingIsOverlookedTest {
    private final InProcess kinesis = new InProcess();

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void aStreamThatWasMadeAtAnotherTimeIsAnotherStream() {
        Stream stream = kinesis.stream("s", 1);
        Instant made = Instant.ofEpochMilli(stream.record().createdAt());
        Instant other = made.minusSeconds(60);

        assertThat(kinesis.client().listShards(request -> request.streamName("s").streamCreationTimestamp(made)).shards()).hasSize(1);
        assertThatThrownBy(() -> kinesis.client().listShards(request -> request.streamName("s").streamCreationTimestamp(other)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> kinesis.client().listStreamConsumers(request -> request.streamARN(stream.id().arn())
                .streamCreationTimestamp(other))).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aTokenSaysEverythingItself() {
        kinesis.stream("s", 2);
        String token = kinesis.client().listShards(request -> request.streamName("s").maxResults(1)).nextToken();

        assertThatThrownBy(() -> kinesis.client().listShards(request -> request.nextToken(token).exclusiveStartShardId(ShardId.of(0))))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> kinesis.client().listShards(request -> request.nextToken(token).streamCreationTimestamp(Instant.EPOCH)))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void anIteratorIsOfUseToItsOwnAccountAndWithItsOwnArn() {
        Stream stream = kinesis.stream("s", 1);
        Stream other = kinesis.stream("t", 1);
        String iterator = kinesis.client().getShardIterator(request -> request.streamName("s").shardId(ShardId.of(0))
                .shardIteratorType(ShardIteratorType.LATEST)).shardIterator();
        KinesisClient stranger = kinesis.service().client(Caller.root(new AccountId("222222222222"), Region.DEFAULT));

        assertThat(kinesis.client().getRecords(request -> request.shardIterator(iterator).streamARN(stream.id().arn())).records()).isEmpty();
        assertThatThrownBy(() -> kinesis.client().getRecords(request -> request.shardIterator(iterator).streamARN(other.id().arn())))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> stranger.getRecords(request -> request.shardIterator(iterator))).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void aStreamThatIsBeingMadeOrDeletedListsNoShards() {
        kinesis.client().createStream(request -> request.streamName("s").shardCount(1));
        assertThatThrownBy(() -> kinesis.client().listShards(request -> request.streamName("s"))).isInstanceOf(ResourceInUseException.class);
        kinesis.pass(Duration.ofSeconds(1));
        kinesis.client().deleteStream(request -> request.streamName("s"));

        assertThatThrownBy(() -> kinesis.client().listShards(request -> request.streamName("s"))).isInstanceOf(ResourceInUseException.class);
    }

    @Test
    void aTimeBeforeTheHorizonStandsForTheHorizon() {
        kinesis.stream("s", 2);

        assertThat(kinesis.client().listShards(request -> request.streamName("s").shardFilter(filter -> filter
                .type(ShardFilterType.AT_TIMESTAMP).timestamp(Instant.EPOCH))).shards()).hasSize(2);
    }
}

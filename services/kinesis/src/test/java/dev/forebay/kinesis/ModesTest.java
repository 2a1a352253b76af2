package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentInputStatus;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

/** Modes of streams, and what goes with them. */
class ModesTest {
    private final InProcess kinesis = new InProcess();

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void whoSaysNeitherModeNorCountGetsAStreamOnDemand() {
        kinesis.client().createStream(request -> request.streamName("s"));

        assertThat(kinesis.find("s").settings().mode()).isEqualTo(StreamMode.ON_DEMAND);
        assertThat(kinesis.find("s").shards().openCount()).isEqualTo(4);
    }

    @Test
    void aSwitchTakesItsWarmThroughputAlong() {
        Stream stream = kinesis.stream("s", 1);
        commit();
        switchTo(stream, StreamMode.ON_DEMAND, 20);
        assertThat(stream.settings().warmMibps()).isEqualTo(20);

        switchTo(stream, StreamMode.ON_DEMAND, 30);
        assertThat(stream.settings().warmMibps()).isEqualTo(30);

        switchTo(stream, StreamMode.PROVISIONED, null);
        assertThat(stream.settings().warmMibps()).isZero();
        assertThat(stream.record().switches()).hasSize(2);
    }

    @Test
    void aProvisionedStreamHasNoWarmThroughput() {
        Stream stream = kinesis.stream("s", 1);
        commit();

        assertThatThrownBy(() -> switchTo(stream, StreamMode.PROVISIONED, 20)).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> kinesis.client().createStream(request -> request.streamName("t").shardCount(1).warmThroughputMiBps(20)))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void noSwitchGetsAroundTheLimitOfStreamsOnDemand() {
        for (int i = 0; i < StreamOperations.MAX_ON_DEMAND_STREAMS; i++) {
            String name = "s" + i;
            kinesis.client().createStream(request -> request.streamName(name));
        }
        Stream stream = kinesis.stream("provisioned", 1);

        assertThatThrownBy(() -> switchTo(stream, StreamMode.ON_DEMAND, null)).isInstanceOf(LimitExceededException.class);
    }

    private void commit() {
        kinesis.client().updateAccountSettings(request -> request.minimumThroughputBillingCommitment(
                commitment -> commitment.status(MinimumThroughputBillingCommitmentInputStatus.ENABLED)));
    }

    private void switchTo(Stream stream, StreamMode mode, Integer warm) {
        kinesis.client().updateStreamMode(request -> request.streamARN(stream.id().arn())
                .streamModeDetails(details -> details.streamMode(mode.name())).warmThroughputMiBps(warm));
        kinesis.pass(Duration.ofSeconds(1));
    }
}

package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;

/** Numbers that nobody means are refused before anything of their size is made. */
class HostileCountsTest {
    private final InProcess kinesis = new InProcess();

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void noCountOfShardsWrapsAroundTheLimit() {
        kinesis.stream("s", 1);

        assertThatThrownBy(() -> kinesis.client().createStream(request -> request.streamName("t").shardCount(Integer.MAX_VALUE)))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void aDescriptionHasAHundredShardsHoweverManyAreAskedFor() {
        kinesis.stream("s", 101);

        assertThat(kinesis.client().describeStream(request -> request.streamName("s").limit(10_000)).streamDescription().shards()).hasSize(100);
    }
}

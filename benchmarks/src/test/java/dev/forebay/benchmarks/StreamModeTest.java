package dev.forebay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.server.Forebay;
import dev.forebay.server.ForebayConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamModeTest {
    /** A cold server on a loaded machine may not answer at all in the first window: then the next is longer. */
    private static final List<Duration> WINDOWS = List.of(Duration.ofMillis(300), Duration.ofSeconds(3), Duration.ofSeconds(30));

    @ParameterizedTest
    @EnumSource
    void everyModeYieldsFiguresFromARealServer(StreamMode mode) throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp())) {
            Measured measured = null;
            for (int i = 0; i < WINDOWS.size() && (measured == null || measured.messages() == 0); i++) {
                Load light = new Load(2, 64, Duration.ZERO, WINDOWS.get(i));
                measured = mode.run(forebay.endpoint().getPort(), light, 2, 1_000);
            }

            assertThat(measured.messages()).isPositive();
            assertThat(measured.p(0.5)).isPositive().isLessThanOrEqualTo(measured.p(0.99));
            assertThat(measured.line()).startsWith(mode.text());
        }
    }

    @Test
    void aReaderGetsEveryRecordOfItsShardAndBeginsAgain() throws Exception {
        StreamTurns.Target target = new StreamTurns.Target("history", 1);
        Load light = new Load(1, 64, Duration.ZERO, Duration.ofSeconds(1));
        Kinesis kinesis = new Kinesis(new Cbor());
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp());
                Connection connection = new Connection(forebay.endpoint().getPort())) {
            int port = forebay.endpoint().getPort();
            Kinesis.createStream(port, target.stream(), target.shards());
            assertThat(StreamTurns.fill(port, kinesis, target, light, 1_500).messages()).isEqualTo(1_500);

            StreamReader reader = new StreamReader(kinesis, target, 0, light.bytes());

            for (int pass = 0; pass < 2; pass++) {
                assertThat(reader.take(connection)).as("an iterator").isZero();
                assertThat(reader.take(connection)).isEqualTo(1_500);
                assertThat(reader.take(connection)).as("the end").isZero();
            }
        }
    }

    @Test
    void aWordNamesOneModeOrSeveral() {
        assertThat(StreamMode.of("kinesis-put")).containsExactly(StreamMode.PUT, StreamMode.PUT_CBOR);
        assertThat(StreamMode.of("kinesis-get-cbor")).containsExactly(StreamMode.GET_CBOR);
        assertThat(StreamMode.of("kinesis")).hasSize(6);
        assertThatThrownBy(() -> StreamMode.of("kinesis-nothing")).hasMessage("no such mode: kinesis-nothing");
    }
}

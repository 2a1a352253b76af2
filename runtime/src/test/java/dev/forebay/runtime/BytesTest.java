package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    private static final Map<String, String> MAP = Map.of("colour", "blue");
    private static final byte[] WRITTEN = Bytes.write(1, out -> Bytes.map(out, MAP));

    @Test
    void aMapThatIsWrittenIsRead() {
        assertThat(Bytes.<Map<String, String>>read(WRITTEN, 1, "a map", Bytes::map)).isEqualTo(MAP);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aCountThatCannotBeIsReportedBeforeRoomIsMadeForIt(int count) {
        byte[] damaged = WRITTEN.clone();
        ByteBuffer.wrap(damaged).putInt(1, count);

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> Bytes.read(damaged, 1, "a map", Bytes::map))
                .withMessage("the record of a map is too short");
    }
}

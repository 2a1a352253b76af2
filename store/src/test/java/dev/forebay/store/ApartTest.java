package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges whose entries lie on one side, and ranges that could have some on both; keys in hexadecimal, what lies apart has 42 after two bytes. */
class ApartTest {
    private static final Apart APART = new Apart(2, (byte) 0x42);

    private static byte[] key(String hex) {
        return HexFormat.of().parseHex(hex == null ? "" : hex);
    }

    @ParameterizedTest
    @CsvSource({
        "000142, 000143", "00014201, 00014209", "00014201, 000143", // apart
        "000110, 000142", "00014100, 00014107", // below
        "000143, 0002", "00ff43, 0100", "0001ff, 0002", // above
        "000150, 0001b0", "000143, 000142" // and an empty one
    })
    void aRangeOnOneSideIsTaken(String from, String to) {
        assertThatNoException().isThrownBy(() -> APART.requireOneSide(key(from), key(to)));
    }

    @ParameterizedTest
    @CsvSource({
        "000141, 000143", "000142, 00014301", "000142, 000144", "000141, 00014201", "0001, 0002", "000110, 0002", "000143, 000201",
        "000143, 0003", "'', ff"
    })
    void aRangeOnBothSidesIsRefused(String from, String to) {
        assertThatIllegalArgumentException().isThrownBy(() -> APART.requireOneSide(key(from), key(to)));
        assertThatNoException().isThrownBy(() -> Apart.NONE.requireOneSide(key(from), key(to)));
    }
}

package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reader of JSON against Jackson's: what ours takes, Jackson reads as the same; what Jackson takes, ours does too. */
class JsonInputTest {

    private static final int CASES = 50_000;

    private static final String[] VALUES = {"0", "-0", "12", "1.5", "-1e3", "1E+2", "true", "false", "null", "\"\"", "\"plain text of some length\"",
        "\"a\\\"b\\\\c\\/\\b\\f\\n\\r\\t\"", "\"\\u0041\\u00e9\\u20ac\\ud83d\\ude00\"", "\"caf\u00e9 \u20ac \ud83d\ude00 12345678\"", "\"\ufffd\"", "[]", "{}"};

    @Test
    void damagedOrNotBothReadTheSame() throws IOException {
        int understood = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            byte[] json = value(random, 0).getBytes(StandardCharsets.UTF_8);
            for (int times = random.nextInt(3); times > 0 && json.length > 0; times--) {
                json[random.nextInt(json.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : "{}[]\",:\\u0e.-".charAt(random.nextInt(13)));
            }
            Optional<Object> theirs = theirs(json);
            Optional<Object> ours = ours(json);
            if (ours.isPresent() || isText(json) && theirs.filter(JsonInputTest::isText).isPresent()) {
                assertThat(ours).as("seed %d: %s", seed, new String(json, StandardCharsets.UTF_8)).isEqualTo(theirs);
                understood++;
            }
        }
        assertThat(understood).isBetween(CASES / 5, CASES * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "01", "-", "1.", ".5", "1e", "+1", "tru", "nul", "'a'", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"",
        "\"\\ude00\"", "\"\t\"", "[1,]", "[,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":1 \"b\":2}", "[1 2]", "[", "{", "{\"a\":1]", "1 1", "NaN"})
    void whatTheStandardForbidsIsRefused(String json) {
        assertThat(ours(json.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        for (int[] bytes : new int[][] {{0xFF}, {0xC0, 0x80}, {0xED, 0xA0, 0x80}, {0xE2, 0x82}, {0xF5, 0x80, 0x80, 0x80}}) {
            byte[] json = new byte[bytes.length + 2];
            json[0] = '"';
            json[json.length - 1] = '"';
            for (int i = 0; i < bytes.length; i++) {
                json[i + 1] = (byte) bytes[i];
            }
            assertThat(ours(json)).isEmpty();
        }
    }

    @Test
    void depthAndDigitsHaveLimits() {
        assertThat(ours(("[".repeat(100) + "]".repeat(100)).getBytes(StandardCharsets.UTF_8))).isPresent();
        assertThat(ours(("[".repeat(101) + "]".repeat(101)).getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(ours("9".repeat(101).getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThatThrownBy(() -> new JsonInput("[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)).skip()).isInstanceOf(WireException.class);
    }

    @Test
    void specialsAreFoundAtEveryPlaceOfEveryWord() {
        for (byte special : new byte[] {'"', '\\', 0, 1, '\n', 31}) {
            for (int length = 1; length < 40; length++) {
                for (int at = 0; at < length; at++) {
                    byte[] bytes = ("\u00ff !#[]~\u007f\u20ac".repeat(5)).getBytes(StandardCharsets.UTF_8);
                    bytes[at] = special;
                    assertThat(JsonText.special(bytes, 0, length)).isEqualTo(at);
                    assertThat(JsonText.special(bytes, 0, at)).isEqualTo(at);
                }
            }
        }
    }

    private static Optional<Object> ours(byte[] json) {
        try {
            JsonInput in = new JsonInput(json);
            Object value = tree(in);
            JsonInput again = new JsonInput(json);
            again.skip();
            assertThat(again.isAtEnd()).isEqualTo(in.isAtEnd());
            return in.isAtEnd() ? Optional.of(value) : Optional.empty();
        } catch (WireException refused) {
            return Optional.empty();
        }
    }

    private static Object tree(JsonInput in) {
        return switch (in.peek()) {
            case OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                for (boolean more = in.open(); more; more = in.more('}')) {
                    object.put(in.key(), tree(in));
                }
                yield object;
            }
            case ARRAY -> {
                List<Object> array = new ArrayList<>();
                for (boolean more = in.open(); more; more = in.more(']')) {
                    array.add(tree(in));
                }
                yield array;
            }
            case STRING -> in.string();
            case INTEGER, FRACTION, TRUE, FALSE, NULL -> "literal " + in.scalar();
        };
    }

    private static Optional<Object> theirs(byte[] json) {
        try {
            return JsonTree.only(json);
        } catch (IOException refused) {
            return Optional.empty();
        }
    }

    private static boolean isText(byte[] json) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Jackson takes half a surrogate pair as an escape; ours does not. */
    private static boolean isText(Object tree) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(tree.toString());
    }

    private static String value(Random random, int depth) {
        StringBuilder json = new StringBuilder(random.nextInt(4) == 0 ? " \n" : "");
        int kind = depth > 4 ? 0 : random.nextInt(3);
        if (kind == 0) {
            return json.append(VALUES[random.nextInt(VALUES.length)]).toString();
        }
        json.append(kind == 1 ? '[' : '{');
        for (int i = random.nextInt(4); i > 0; i--) {
            json.append(kind == 1 ? "" : "\"k" + i + "\" :").append(value(random, depth + 1)).append(i > 1 ? "," : "");
        }
        return json.append(kind == 1 ? ']' : '}').toString();
    }
}

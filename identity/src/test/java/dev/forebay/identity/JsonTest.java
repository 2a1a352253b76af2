package dev.forebay.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "4", "[]", "{", "{}}", "{} x", "{}{}", "{\"a\":}", "\"{}\"", "nonsense", "{'a':1}", "]{}"})
    void onlyOneWholeObjectIsAnObject(String text) {
        assertThat(Json.object(text)).isEmpty();
    }

    @Test
    void anObjectIsWrittenAsItWasRead() {
        String text = "{\"b\":[1,2.50,{\"c\":null}],\"a\":true,\"quoted\":\"\\\"\\\\ \\u0001 ü {[\"}";

        assertThat(Json.object(" " + text + "\n").map(Json::toString)).contains(text);
    }

    @Test
    void objectsAreEqualWhateverTheirOrderAndOfTwinsTheLastCounts() {
        assertThat(Json.object("{\"a\":1,\"b\":[true]}")).isEqualTo(Json.object("{ \"b\":[true], \"a\":2, \"a\":1 }"));
        assertThat(Json.object("{\"a\":1}")).isNotEqualTo(Json.object("{\"a\":\"1\"}"));
    }

    @Test
    void aNumberIsTakenAsTextAndNothingElseIs() {
        Json.Members object = Json.object("{\"t\":\"x\",\"n\":-1.50,\"b\":true,\"z\":null,\"l\":[\"x\"]}").orElseThrow();

        assertThat(object.text("t")).contains("x");
        assertThat(object.text("n")).contains("-1.50");
        assertThat(object.text("b")).isEmpty();
        assertThat(object.text("z")).isEmpty();
        assertThat(object.text("l")).isEmpty();
        assertThat(object.text("none")).isEmpty();
    }

    @Test
    void anObjectTooDeepIsNone() {
        assertThat(Json.object("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}")).isPresent();
        assertThat(Json.object("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}")).isEmpty();
    }

    @Test
    void bracketsInTextsDoNotHideDepth() {
        assertThat(Json.object("{\"" + "]".repeat(900) + "\":" + "[".repeat(900) + "]".repeat(900) + "}")).isEmpty();
        assertThat(Json.object("{\"a\":\"" + "[".repeat(900) + "\"}")).isPresent();
    }

    @Test
    void anObjectTooLongIsNone() {
        assertThat(Json.object("{\"a\":\"" + "x".repeat(70_000) + "\"}")).isEmpty();
    }

    @Test
    void noTextBreaksTheReader() {
        Random random = new Random(1);
        String alphabet = "{}[]\":,\\ntrue0.eE-ü\u0000 ";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("{");
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Json.object(text.append('}').toString()).map(Json::toString).ifPresent(written -> assertThat(Json.object(written)).isPresent());
        }
    }
}

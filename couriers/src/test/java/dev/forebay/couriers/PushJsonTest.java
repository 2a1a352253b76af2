package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushJsonTest {

    @Test
    void whatIsReadIsWrittenTheSame() {
        String json = "{\"b\":[1,2.50,-3,1e400,true,false,null,\"x\\\"\\u0001é\",{}],\"a\":{\"n\":12345678901234567890}}";

        String written = PushJson.write(PushJson.object(json).orElseThrow());

        assertThat(PushJson.object(written)).isEqualTo(PushJson.object(json));
        assertThat(written).startsWith("{\"b\":[1,2.50,-3,").endsWith("\"a\":{\"n\":12345678901234567890}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "[]", "{", "{}{}", "{\"a\":}", "{'a':1}", "{\"a\":NaN}"})
    void whatIsNoObjectIsNotRead(String text) {
        assertThat(PushJson.object(text)).isEmpty();
    }

    @Test
    void depthAndLengthHaveLimits() {
        assertThat(PushJson.object("{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}")).isPresent();
        assertThat(PushJson.object("{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}")).isEmpty();
        assertThat(PushJson.object("{\"a\":\"" + "x".repeat(3 << 20) + "\"}")).isEmpty();
    }
}

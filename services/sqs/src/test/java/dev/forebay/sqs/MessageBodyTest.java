package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageBodyTest {

    @ParameterizedTest
    @ValueSource(strings = {"x", " ", "\t\n\r", "\u007f", "ü€\ud7ff\ue000\ufffd", "𝄞\udbff\udfff"})
    void allowedCharactersBecomeUtf8(String body) {
        assertThat(MessageBody.checked(body)).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "\u0008", "\u000b", "\u001f", "x\ufffe", "\uffff", "\ud834", "\ud834x", "\udd1e", "\udd1e\ud834"})
    void otherCharactersAreRefused(String body) {
        assertRefused("InvalidMessageContents", () -> MessageBody.checked(body))
                .isEqualTo("Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF |"
                        + " #xE000 to #xFFFD | #x10000 to #x10FFFF");
    }

    @Test
    void aBodyMustBeGiven() {
        assertRefused("MissingParameter", () -> MessageBody.checked("")).isEqualTo("The request must contain the parameter MessageBody.");
        assertRefused("MissingParameter", () -> MessageBody.checked(null));
    }
}

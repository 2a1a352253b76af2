package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdsTest {

    @Test
    void lettersDigitsAndPunctuationAreAllowed() {
        String id = "azAZ09!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

        assertThat(MessageIds.checked(id, "MessageGroupId")).isEqualTo(id);
        MessageIds.checked("x".repeat(128), "MessageGroupId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "QA-CS5A INTERIOR", "a\n", "ü", "\u007f"})
    void anythingElseIsRefused(String id) {
        assertRefused("InvalidParameterValue", () -> MessageIds.checked(id, "MessageGroupId"))
                .isEqualTo("Value " + id + " for parameter MessageGroupId is invalid."
                        + " Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }

    @Test
    void aLongIdIsRefused() {
        assertRefused("InvalidParameterValue", () -> MessageIds.checked("x".repeat(129), "MessageDeduplicationId"))
                .contains("MessageDeduplicationId can only include");
    }
}

package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributeNamesTest {
    private static final Map<String, String> VALUES = Map.of("DelaySeconds", "0", "QueueArn", "arn", "ApproximateNumberOfMessages", "7");

    @Test
    void whoNamesNoneGetsNone() {
        assertThat(AttributeNames.of(List.of()).select(VALUES)).isEmpty();
        assertThat(AttributeNames.of(List.of()).wantsCounts()).isFalse();
    }

    @Test
    void allMeansAll() {
        assertThat(AttributeNames.of(List.of("QueueArn", "All")).select(VALUES)).isEqualTo(VALUES);
        assertThat(AttributeNames.of(List.of("All")).wantsCounts()).isTrue();
    }

    @Test
    void whatIsNamedIsSelectedWhereItExists() {
        assertThat(AttributeNames.of(List.of("QueueArn", "QueueArn", "FifoQueue", "Policy")).select(VALUES)).isEqualTo(Map.of("QueueArn", "arn"));
        assertThat(AttributeNames.of(List.of("ApproximateNumberOfMessagesDelayed")).wantsCounts()).isTrue();
    }

    @Test
    void anUnknownNameIsRefused() {
        assertRefused("InvalidAttributeName", () -> AttributeNames.of(List.of("All", "Colour"))).isEqualTo("Unknown Attribute Colour.");
    }
}

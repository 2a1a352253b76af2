package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "Orders-2026_eu", "orders.fifo", "---", "0"})
    void aNameIsLettersDigitsHyphensAndUnderscores(String name) {
        assertThat(QueueName.checked(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "a.b", ".fifo", "a.fifo.fifo", "a/b", "ä", "a\n"})
    void anythingElseIsRefused(String name) {
        assertRefused("InvalidParameterValue", () -> QueueName.checked(name))
                .isEqualTo("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }

    @Test
    void aNameHasUpTo80CharactersAndTheSuffixCounts() {
        QueueName.checked("q".repeat(80));
        QueueName.checked("q".repeat(75) + ".fifo");

        assertRefused("InvalidParameterValue", () -> QueueName.checked("q".repeat(81)));
        assertRefused("InvalidParameterValue", () -> QueueName.checked("q".repeat(76) + ".fifo"));
    }

    @Test
    void aNameMustBeGiven() {
        assertRefused("MissingParameter", () -> QueueName.checked(null))
                .isEqualTo("The request must contain the parameter QueueName.");
        assertRefused("InvalidParameterValue", () -> QueueName.checked(""))
                .isEqualTo("Value for parameter QueueName is invalid. Reason: Must specify a queue name.");
    }

    @Test
    void theSuffixMakesAQueueFifo() {
        assertThat(new QueueName("orders.fifo").isFifo()).isTrue();
        assertThat(new QueueName("orders-fifo").isFifo()).isFalse();
    }
}

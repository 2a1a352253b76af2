package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeFilterTest {

    @ParameterizedTest
    @ValueSource(strings = {"All", ".*", "*"})
    void someNamesMeanAll(String all) {
        assertThat(AttributeFilter.of(List.of(all)).matches("Help.Me")).isTrue();
    }

    @Test
    void aNameMeansItselfOnly() {
        AttributeFilter filter = AttributeFilter.of(List.of("Help", "General"));

        assertThat(filter.matches("General")).isTrue();
        assertThat(filter.matches("Help.Me")).isFalse();
    }

    @Test
    void aBeginningMeansAllThatBeginSo() {
        AttributeFilter filter = AttributeFilter.of(List.of("Hel.*"));

        assertThat(filter.matches("Hello")).isTrue();
        assertThat(filter.matches("Help.Me")).isTrue();
        assertThat(filter.matches("General")).isFalse();
    }

    @Test
    void namesThatCannotBeMeanNothing() {
        assertThat(AttributeFilter.of(List.of("AWS.", "..foo")).matches("foo")).isFalse();
    }

    @Test
    void noNamesAreAnEmptyFilter() {
        assertThat(AttributeFilter.of(List.of()).isEmpty()).isTrue();
        assertThat(AttributeFilter.of(List.of()).matches("Hello")).isFalse();
        assertThat(AttributeFilter.of(List.of("Hello")).isEmpty()).isFalse();
    }

    @Test
    void systemAttributesAreAskedForUnderEitherParameter() {
        assertThat(AttributeFilter.systemAttributes(List.of(), List.of())).isEmpty();
        assertThat(AttributeFilter.systemAttributes(List.of("SenderId"), List.of("SentTimestamp")))
                .containsExactlyInAnyOrder("SenderId", "SentTimestamp");
        assertThat(AttributeFilter.systemAttributes(List.of("All"), List.of())).hasSize(9).contains("DeadLetterQueueSourceArn");
    }

    @Test
    void anUnknownSystemAttributeIsRefused() {
        assertRefused("InvalidAttributeName", () -> AttributeFilter.systemAttributes(List.of("All"), List.of("Colour")))
                .isEqualTo("Unknown Attribute Colour.");
    }
}

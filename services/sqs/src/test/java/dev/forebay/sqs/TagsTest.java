package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {

    @Test
    void tagsAreAddedAndReplaced() {
        assertThat(Tags.checked(Map.of("a", "1", "b", "2"), Map.of("b", "", "c", "3"))).isEqualTo(Map.of("a", "1", "b", "", "c", "3"));
    }

    @Test
    void tagsAreTakenAwayWhetherTheyAreThereOrNot() {
        assertThat(Tags.without(Map.of("a", "1", "b", "2"), List.of("a", "z"))).isEqualTo(Map.of("b", "2"));
        assertRefused("InvalidParameterValue", () -> Tags.without(Map.of(), List.of()))
                .isEqualTo("Tag keys must be between 1 and 128 characters in length.");
    }

    @Test
    void aQueueHasUpTo50() {
        Map<String, String> fifty = numbered(50);

        assertThat(Tags.checked(fifty, Map.of("7", "x"))).hasSize(50);
        assertRefused("InvalidParameterValue", () -> Tags.checked(fifty, Map.of("one-more", "x"))).startsWith("Too many tags added for queue");
    }

    @Test
    void keysAndValuesAreShort() {
        Tags.checked(Map.of(), Map.of("k".repeat(128), "v".repeat(256)));

        assertRefused("InvalidParameterValue", () -> Tags.checked(Map.of(), Map.of("k".repeat(129), "v")));
        assertRefused("InvalidParameterValue", () -> Tags.checked(Map.of(), Map.of("", "v")));
        assertRefused("InvalidParameterValue", () -> Tags.checked(Map.of(), Map.of("k", "v".repeat(257))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:x", "AWS:x"})
    void keysOfAwsAreReserved(String key) {
        assertRefused("InvalidParameterValue", () -> Tags.checked(Map.of(), Map.of(key, "v")));
    }

    private static Map<String, String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.toMap(Function.identity(), Function.identity()));
    }
}

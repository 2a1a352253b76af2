package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;

import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchEntriesTest {

    @Test
    void aBatchHasOneToTenEntries() {
        check(numbered(1));
        check(numbered(10));

        assertRefused("EmptyBatchRequest", () -> check(List.of()))
                .isEqualTo("There should be at least one SendMessageBatchRequestEntry in the request.");
        assertRefused("TooManyEntriesInBatchRequest", () -> check(numbered(20)))
                .isEqualTo("Maximum number of entries per request are 10. You have sent 20.");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "invalid:id", "a b", "ü"})
    void anIdIsLettersDigitsHyphensAndUnderscores(String id) {
        assertRefused("InvalidBatchEntryId", () -> check(Collections.singletonList(id)))
                .isEqualTo("A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.");
    }

    @Test
    void anIdHasUpTo80Characters() {
        check(List.of("x".repeat(80)));

        assertRefused("InvalidBatchEntryId", () -> check(List.of("x".repeat(81))));
    }

    @Test
    void idsAreDistinct() {
        assertRefused("BatchEntryIdsNotDistinct", () -> check(List.of("a", "b", "a"))).isEqualTo("Id a repeated.");
    }

    private static void check(List<String> ids) {
        BatchEntries.check(ids, Function.identity());
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}

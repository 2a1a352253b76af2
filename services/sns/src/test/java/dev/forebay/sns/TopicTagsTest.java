package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagLimitExceededException;

class TopicTagsTest {

    @Test
    void tagsAreAddedAndReplacedAndKeepTheirOrder() {
        Map<String, String> tags = TopicTags.checked(Map.of(), List.of(tag("z", "1"), tag("a", "2")));

        assertThat(TopicTags.checked(tags, List.of(tag("m", ""), tag("z", "3")))).containsExactly(entry("z", "3"), entry("a", "2"), entry("m", ""));
    }

    @Test
    void tagsAreTakenAwayWhetherTheyAreThereOrNot() {
        assertThat(TopicTags.without(Map.of("a", "1", "b", "2"), List.of("a", "z"))).containsExactly(entry("b", "2"));
        assertThat(TopicTags.without(Map.of("a", "1"), List.of())).containsExactly(entry("a", "1"));
    }

    @Test
    void aRequestNamesAKeyOnce() {
        // Recorded from AWS.
        assertRefused(tag("k", "1"), tag("k", "2")).hasMessageStartingWith("Invalid parameter: Duplicated keys are not allowed.");
    }

    @Test
    void aTopicHasUpTo50() {
        Map<String, String> fifty = TopicTags.checked(Map.of(), IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "v")).toList());

        assertThat(TopicTags.checked(fifty, List.of(tag("k7", "x")))).hasSize(50);
        assertThatThrownBy(() -> TopicTags.checked(fifty, List.of(tag("more", "x"))))
                .isInstanceOf(TagLimitExceededException.class)
                .hasMessageContaining("Could not complete request: tag quota of per resource exceeded");
    }

    @Test
    void keysAndValuesAreShort() {
        assertThat(TopicTags.checked(Map.of(), List.of(tag("\ud83d\ude00".repeat(128), "v".repeat(256))))).hasSize(1);

        assertRefused(tag("k".repeat(129), "v"));
        assertRefused(tag("", "v"));
        assertRefused(tag(null, "v"));
        assertRefused(tag("k", "v".repeat(257)));
        assertRefused(tag("k", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:x", "AWS:x"})
    void keysOfAwsAreReserved(String key) {
        assertRefused(tag(key, "v"));
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertRefused(Tag... tags) {
        return assertThatThrownBy(() -> TopicTags.checked(Map.of(), List.of(tags))).isInstanceOf(InvalidParameterException.class);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}

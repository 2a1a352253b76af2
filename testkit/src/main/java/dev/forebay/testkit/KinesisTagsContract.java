package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.model.ListTagsForStreamResponse;
import software.amazon.awssdk.services.kinesis.model.Tag;

/** Tags, by the old calls and by the new ones, and policies of streams and consumers. */
public abstract class KinesisTagsContract extends KinesisContract {
    private static final String INVALID = "Some tags contain invalid characters. Valid characters: "
            + "Unicode letters, digits, white space, _ . / = + - % @ :.";

    @Test
    void tagsAreAddedReplacedAndRemoved() {
        String name = stream("orders", 1);
        kinesis.addTagsToStream(r -> r.streamName(name).tags(Map.of("team", "blue", "stage", "test")));
        kinesis.addTagsToStream(r -> r.streamName(name).tags(Map.of("team", "red", "größe", "")));
        assertThat(tags(name)).isEqualTo(Map.of("team", "red", "stage", "test", "größe", ""));
        kinesis.removeTagsFromStream(r -> r.streamName(name).tagKeys("stage", "never"));

        assertThat(tags(name)).isEqualTo(Map.of("team", "red", "größe", ""));
    }

    @Test
    void bothWaysToTagAreOne() {
        String name = stream("orders", r -> r.shardCount(1).tags(Map.of("team", "blue")));
        kinesis.tagResource(r -> r.resourceARN(arn(name)).tags(Map.of("stage", "test")));
        assertThat(tags(name)).isEqualTo(Map.of("team", "blue", "stage", "test"));
        kinesis.untagResource(r -> r.resourceARN(arn(name)).tagKeys("team"));

        assertThat(tags(name)).isEqualTo(Map.of("stage", "test"));
        assertThat(kinesis.listTagsForResource(r -> r.resourceARN(arn(name))).tags())
                .containsExactly(Tag.builder().key("stage").value("test").build());
    }

    @Test
    void aConsumerHasTagsOfItsOwn() {
        String name = stream("orders", 1);
        String consumer = kinesis.registerStreamConsumer(r -> r.streamARN(arn(name)).consumerName("c").tags(Map.of("team", "blue")))
                .consumer().consumerARN();
        kinesis.tagResource(r -> r.resourceARN(consumer).tags(Map.of("stage", "test")));

        assertThat(map(kinesis.listTagsForResource(r -> r.resourceARN(consumer)).tags())).isEqualTo(Map.of("team", "blue", "stage", "test"));
        assertThat(tags(name)).isEmpty();
    }

    @Test
    void tagsAreListedInPages() {
        String name = stream("orders", 1);
        kinesis.addTagsToStream(r -> r.streamName(name).tags(Map.of("a", "1", "b", "2", "c", "3")));
        ListTagsForStreamResponse first = kinesis.listTagsForStream(r -> r.streamName(name).limit(2));
        ListTagsForStreamResponse last = kinesis.listTagsForStream(r -> r.streamName(name).exclusiveStartTagKey("b"));

        assertThat(first.tags()).extracting(Tag::key).containsExactly("a", "b");
        assertThat(first.hasMoreTags()).isTrue();
        assertThat(last.tags()).extracting(Tag::key).containsExactly("c");
        assertThat(last.hasMoreTags()).isFalse();
    }

    @Test
    void aStreamHasFiftyTagsAtMost() {
        String name = stream("orders", 1);
        Map<String, String> fifty = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            fifty.put("k" + i, "v");
        }
        kinesis.addTagsToStream(r -> r.streamName(name).tags(fifty));
        kinesis.addTagsToStream(r -> r.streamName(name).tags(Map.of("k1", "again")));

        refusalOf(() -> kinesis.addTagsToStream(r -> r.streamName(name).tags(Map.of("one", "more")))).is("InvalidArgumentException")
                .saysLike("Failed to add tags to stream " + name + " under account 111111111111 because a given stream cannot have more than"
                        + " \\d+ tags associated with it\\.");
        assertThat(kinesis.listTagsForStream(r -> r.streamName(name).limit(50)).tags()).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc;def", "abc\tdef", "abc\ndef", "abc,def"})
    void tagsHaveLettersDigitsSpacesAndSomeSigns(String text) {
        String name = stream("orders", 1);

        refusalOf(() -> kinesis.addTagsToStream(r -> r.streamName(name).tags(Map.of(text, "v")))).isInvalidArgument(INVALID);
        refusalOf(() -> kinesis.addTagsToStream(r -> r.streamName(name).tags(Map.of("k", text)))).isInvalidArgument(INVALID);
        refusalOf(() -> kinesis.removeTagsFromStream(r -> r.streamName(name).tagKeys(text))).isInvalidArgument(INVALID);
        kinesis.addTagsToStream(r -> r.streamName(name).tags(Map.of("ü0 _.", "a", "/=+-@:", "a")));
        assertThat(tags(name)).hasSize(2);
    }

    private Map<String, String> tags(String name) {
        return map(kinesis.listTagsForStream(r -> r.streamName(name)).tags());
    }

    private static Map<String, String> map(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    @Test
    void aPolicyIsDeletedOnce() {
        String name = stream("orders", 1);

        refusalOf(() -> kinesis.deleteResourcePolicy(r -> r.resourceARN(arn(name))))
                .isNotFound("No resource policy found for resource ARN " + arn(name) + ".");
    }

    @Test
    void aStreamHasAPolicy() {
        String name = stream("orders", 1);
        String policy = policy(arn(name));
        kinesis.putResourcePolicy(r -> r.resourceARN(arn(name)).policy(policy));

        assertThat(kinesis.getResourcePolicy(r -> r.resourceARN(arn(name))).policy()).isEqualTo(policy);
        kinesis.deleteResourcePolicy(r -> r.resourceARN(arn(name)));
        assertThat(kinesis.getResourcePolicy(r -> r.resourceARN(arn(name))).policy()).isIn(null, "", "{}");
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        String name = stream("orders", 1);

        refusalOf(() -> kinesis.putResourcePolicy(r -> r.resourceARN(arn(name)).policy("no policy"))).is("InvalidArgumentException");
    }

    @Test
    void whatIsNotThereHasNoPolicyAndNoTags() {
        String arn = arn(newName("never-made"));

        refusalOf(() -> kinesis.putResourcePolicy(r -> r.resourceARN(arn).policy(policy(arn)))).is("ResourceNotFoundException");
        refusalOf(() -> kinesis.getResourcePolicy(r -> r.resourceARN(arn))).is("ResourceNotFoundException");
        refusalOf(() -> kinesis.listTagsForResource(r -> r.resourceARN(arn))).is("ResourceNotFoundException");
        refusalOf(() -> kinesis.tagResource(r -> r.resourceARN(arn).tags(Map.of("a", "b")))).is("ResourceNotFoundException");
    }

    private static String policy(String arn) {
        return """
                {"Version":"2012-10-17","Statement":[{"Sid":"friends","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:root"},\
                "Action":["kinesis:PutRecord"],"Resource":"%s"}]}""".formatted(arn);
    }
}

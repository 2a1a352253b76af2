package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.StreamSummary;

/** Lists of streams, long descriptions, and how accounts are kept apart. */
public abstract class KinesisListingContract extends KinesisContract {

    @Test
    void streamsAreListedByName() {
        KinesisClient carol = client(Caller.root(new AccountId("444444444444"), HOME));
        for (String name : List.of("b", "c", "a")) {
            carol.createStream(r -> r.streamName(name).shardCount(1));
        }
        ListStreamsResponse all = carol.listStreams();

        assertThat(all.streamNames()).containsExactly("a", "b", "c");
        assertThat(all.hasMoreStreams()).isFalse();
        assertThat(all.nextToken()).isNull();
        assertThat(all.streamSummaries()).extracting(StreamSummary::streamName).containsExactly("a", "b", "c");
        assertThat(all.streamSummaries()).allSatisfy(summary -> {
            assertThat(summary.streamARN()).isEqualTo("arn:aws:kinesis:eu-central-1:444444444444:stream/" + summary.streamName());
            assertThat(summary.streamStatus()).isEqualTo(StreamStatus.CREATING);
            assertThat(summary.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
            assertThat(summary.streamCreationTimestamp()).isNotNull();
        });
    }

    @Test
    void aListOfStreamsGoesOnByNameOrByToken() {
        KinesisClient carol = client(Caller.root(new AccountId("555555555555"), HOME));
        for (String name : List.of("b", "c", "a")) {
            carol.createStream(r -> r.streamName(name).shardCount(1));
        }
        ListStreamsResponse first = carol.listStreams(r -> r.limit(2));

        assertThat(first.streamNames()).containsExactly("a", "b");
        assertThat(first.hasMoreStreams()).isTrue();
        assertThat(first.nextToken()).isNotBlank();
        assertThat(carol.listStreams(r -> r.nextToken(first.nextToken())).streamNames()).containsExactly("c");
        assertThat(carol.listStreams(r -> r.exclusiveStartStreamName("b")).streamNames()).containsExactly("c");
        assertThat(carol.listStreams(r -> r.exclusiveStartStreamName("aa").limit(1)).streamNames()).containsExactly("b");
    }

    @Test
    void aHundredStreamsAreListedAtOnce() {
        KinesisClient carol = client(Caller.root(new AccountId("666666666666"), HOME));
        for (int i = 0; i < 101; i++) {
            String name = "s%03d".formatted(i);
            carol.createStream(r -> r.streamName(name).shardCount(1));
            pass(SECOND);
        }

        assertThat(carol.listStreams().streamNames()).hasSize(100);
        assertThat(carol.listStreams(r -> r.limit(10_000)).streamNames()).hasSize(101);
        assertThat(carol.listStreamsPaginator().streamNames()).hasSize(101).doesNotHaveDuplicates();
    }

    @Test
    void aDescriptionGoesOnByShard() {
        String name = stream("orders", 5);
        var first = kinesis.describeStream(r -> r.streamName(name).limit(2)).streamDescription();
        var last = kinesis.describeStream(r -> r.streamName(name).exclusiveStartShardId(shardId(2))).streamDescription();

        assertThat(ids(first.shards())).containsExactly(shardId(0), shardId(1));
        assertThat(first.hasMoreShards()).isTrue();
        assertThat(ids(last.shards())).containsExactly(shardId(3), shardId(4));
        assertThat(last.hasMoreShards()).isFalse();
    }

    @Test
    void aDescriptionHasAHundredShardsAtMost() {
        String name = stream("orders", 101);

        assertThat(describe(name).shards()).hasSize(100);
        assertThat(kinesis.describeStream(r -> r.streamName(name).limit(10_000)).streamDescription().shards()).hasSize(100);
        assertThat(describe(name).hasMoreShards()).isTrue();
    }

    @Test
    void accountsAndRegionsAreSeparate() {
        String name = newName("orders");
        List<String> arns = new ArrayList<>();
        for (Caller caller : List.of(ALICE, BOB, ALICE_ABROAD)) {
            client(caller).createStream(r -> r.streamName(name).shardCount(1));
            arns.add(client(caller).describeStream(r -> r.streamName(name)).streamDescription().streamARN());
        }
        settle(name);
        kinesis.deleteStream(r -> r.streamName(name));

        assertThat(arns).containsExactly(arn(ALICE, name), arn(BOB, name), arn(ALICE_ABROAD, name));
        passUntilGone(() -> describe(name));
        assertThat(client(BOB).listStreams(r -> r.limit(10_000)).streamNames()).contains(name);
        assertThat(client(ALICE_ABROAD).listStreams(r -> r.limit(10_000)).streamNames()).contains(name);
    }

    @Test
    void whatIsPutInOneAccountIsNotReadInAnother() {
        String name = stream("orders", 1);
        put(name, "secret");

        refusalOf(() -> client(BOB).describeStream(r -> r.streamName(name))).isNotFound("Stream " + name + " under account 222222222222 not found.");
    }
}

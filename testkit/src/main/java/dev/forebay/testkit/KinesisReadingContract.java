package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AFTER_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_TIMESTAMP;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.LATEST;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Reading: where iterators begin, how they go on, when they end. */
public abstract class KinesisReadingContract extends KinesisContract {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final String TIME = "[A-Z][a-z]{2} [A-Z][a-z]{2} \\d{2} \\d{2}:\\d{2}:\\d{2} UTC \\d{4}";

    @Test
    void theHorizonIsTheOldestRecord() {
        String name = stream("orders", 1);
        putAll(name, "1", "2", "3");

        assertThat(texts(name, shardId(0))).containsExactly("1", "2", "3");
    }

    @Test
    void latestIsWhatComesNext() {
        String name = stream("orders", 1);
        put(name, "before");
        String iterator = iterator(name, shardId(0), LATEST);
        put(name, "after");

        assertThat(texts(drain(iterator))).containsExactly("after");
    }

    @Test
    void anIteratorBeginsAtOrAfterASequenceNumber() {
        String name = stream("orders", 1);
        put(name, "1");
        String two = put(name, "2").sequenceNumber();
        put(name, "3");

        assertThat(texts(drain(iterator(name, shardId(0), AT_SEQUENCE_NUMBER, r -> r.startingSequenceNumber(two))))).containsExactly("2", "3");
        assertThat(texts(drain(iterator(name, shardId(0), AFTER_SEQUENCE_NUMBER, r -> r.startingSequenceNumber(two))))).containsExactly("3");
    }

    @Test
    void theNumberThatAShardStartsWithIsGoodToBeginAt() {
        String name = stream("orders", 1);
        String start = shards(name).getFirst().sequenceNumberRange().startingSequenceNumber();
        put(name, "1");

        assertThat(texts(drain(iterator(name, shardId(0), AT_SEQUENCE_NUMBER, r -> r.startingSequenceNumber(start))))).containsExactly("1");
        assertThat(texts(drain(iterator(name, shardId(0), AFTER_SEQUENCE_NUMBER, r -> r.startingSequenceNumber(start))))).containsExactly("1");
    }

    @Test
    void anIteratorBeginsAtATime() {
        String name = stream("orders", 1);
        put(name, "1");
        pass(SECOND);
        put(name, "2");
        pass(SECOND);
        put(name, "3");
        List<Record> all = drain(horizon(name, shardId(0)));
        Instant two = all.get(1).approximateArrivalTimestamp();

        assertThat(texts(drain(iterator(name, shardId(0), AT_TIMESTAMP, r -> r.timestamp(two))))).containsExactly("2", "3");
        assertThat(texts(drain(iterator(name, shardId(0), AT_TIMESTAMP, r -> r.timestamp(two.plusMillis(1)))))).containsExactly("3");
        assertThat(texts(drain(iterator(name, shardId(0), AT_TIMESTAMP, r -> r.timestamp(Instant.EPOCH.plusSeconds(1)))))).containsExactly("1", "2", "3");
    }

    @Test
    void aReadHasNoMoreThanItsLimit() {
        String name = stream("orders", 1);
        putAll(name, "1", "2", "3");
        GetRecordsResponse first = kinesis.getRecords(r -> r.shardIterator(horizon(name, shardId(0))).limit(2));

        assertThat(texts(first.records())).containsExactly("1", "2");
        assertThat(texts(drain(first.nextShardIterator()))).containsExactly("3");
    }

    @Test
    void anIteratorMayBeUsedAgain() {
        String name = stream("orders", 1);
        String iterator = horizon(name, shardId(0));
        putAll(name, "1", "2");

        assertThat(texts(drain(iterator))).containsExactly("1", "2");
        assertThat(texts(drain(iterator))).containsExactly("1", "2");
    }

    @Test
    void everyAnswerHasANewIterator() {
        String name = stream("orders", 1);
        String one = iterator(name, shardId(0), LATEST);
        String two = read(one).nextShardIterator();
        String three = read(two).nextShardIterator();

        assertThat(List.of(one, two, three)).doesNotHaveDuplicates();
    }

    /** AWS: quotes around an iterator are overlooked. */
    @Test
    void anIteratorMayHaveQuotes() {
        String name = stream("orders", 1);
        put(name, "1");

        assertThat(texts(read('"' + horizon(name, shardId(0)) + '"').records())).containsExactly("1");
    }

    @Test
    void shardsAreReadApart() {
        String name = stream("orders", 2);
        put(name, "low", r -> r.explicitHashKey("0"));
        put(name, "high", r -> r.explicitHashKey(LAST_HASH));

        assertThat(texts(name, shardId(0))).containsExactly("low");
        assertThat(texts(name, shardId(1))).containsExactly("high");
    }

    @Test
    void aReaderIsToldHowFarBehindItIs() {
        String name = stream("orders", 1);
        putAll(name, "1", "2");
        pass(SECOND.multipliedBy(30));
        GetRecordsResponse first = kinesis.getRecords(r -> r.shardIterator(horizon(name, shardId(0))).limit(1));
        GetRecordsResponse last = read(first.nextShardIterator());

        assertThat(first.millisBehindLatest()).isEqualTo(30_000L);
        assertThat(last.millisBehindLatest()).isZero();
        assertThat(read(last.nextShardIterator()).records()).isEmpty();
        assertThat(read(iterator(name, shardId(0), LATEST)).millisBehindLatest()).isZero();
    }

    /** AWS: zero means that there is nothing more to read, so what came just now is not zero. */
    @Test
    void aReaderThatMayReadOnIsBehind() {
        String name = stream("orders", 1);
        putAll(name, "1", "2");

        assertThat(kinesis.getRecords(r -> r.shardIterator(horizon(name, shardId(0))).limit(1)).millisBehindLatest()).isPositive();
    }

    @Test
    void anIteratorLivesFiveMinutes() {
        String name = stream("orders", 1);
        String old = horizon(name, shardId(0));
        pass(LIFE.minus(SECOND));
        String next = kinesis.getRecords(r -> r.shardIterator(old)).nextShardIterator();
        pass(SECOND.multipliedBy(2));

        refusalOf(() -> read(old)).is("ExpiredIteratorException").saysLike("Iterator expired\\. The iterator was created at time " + TIME
                + " while right now it is " + TIME + " which is further in the future than the tolerated delay of 300000 milliseconds\\.");
        assertThat(read(next).records()).isEmpty();
    }

    @Test
    void aClosedShardIsReadToItsEnd() {
        String name = stream("orders", 1);
        String latest = iterator(name, shardId(0), LATEST);
        putAll(name, "1", "2");
        kinesis.splitShard(r -> r.streamName(name).shardToSplit(shardId(0)).newStartingHashKey("1000"));
        settle(name);
        GetRecordsResponse last = toTheEnd(horizon(name, shardId(0)));

        assertThat(texts(name, shardId(0))).containsExactly("1", "2");
        assertThat(last.nextShardIterator()).isNull();
        assertThat(last.millisBehindLatest()).isZero();
        assertThat(last.childShards()).extracting(ChildShard::shardId).containsExactlyInAnyOrder(shardId(1), shardId(2));
        assertThat(last.childShards()).allSatisfy(child -> assertThat(child.parentShards()).containsExactly(shardId(0)));
        assertThat(last.childShards()).extracting(child -> child.hashKeyRange().startingHashKey()).containsExactlyInAnyOrder("0", "1000");
        assertThat(toTheEnd(latest).nextShardIterator()).isNull();
        assertThat(toTheEnd(iterator(name, shardId(0), LATEST)).records()).isEmpty();
    }

    @Test
    void theChildOfAMergeHasTwoParents() {
        String name = stream("orders", 2);
        kinesis.mergeShards(r -> r.streamName(name).shardToMerge(shardId(0)).adjacentShardToMerge(shardId(1)));
        settle(name);

        assertThat(toTheEnd(horizon(name, shardId(1))).childShards()).singleElement().satisfies(child -> {
            assertThat(child.shardId()).isEqualTo(shardId(2));
            assertThat(child.parentShards()).containsExactly(shardId(0), shardId(1));
            assertThat(child.hashKeyRange().endingHashKey()).isEqualTo(LAST_HASH);
        });
    }

    /** The answer that has no iterator to go on with. */
    private GetRecordsResponse toTheEnd(String iterator) {
        GetRecordsResponse answer = read(iterator);
        for (int i = 0; i < 20 && answer.nextShardIterator() != null; i++) {
            answer = read(answer.nextShardIterator());
        }
        return answer;
    }
}

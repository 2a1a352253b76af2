package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_TIMESTAMP;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Iterators that are refused, and how shards are named. */
public abstract class KinesisIteratorsContract extends KinesisContract {
    private static final String HOW = "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or "
            + "(2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. ";

    @Test
    void anIteratorHasNoTimeInTheFuture() {
        String name = stream("orders", 1);
        put(name, "1");
        Instant now = drain(horizon(name, shardId(0))).getFirst().approximateArrivalTimestamp();

        refusalOf(() -> iterator(name, shardId(0), AT_TIMESTAMP, r -> r.timestamp(now.plus(HOUR)))).is("InvalidArgumentException")
                .saysLike("The timestampInMillis parameter cannot be greater than the currentTimestampInMillis\\. timestampInMillis: "
                        + now.plus(HOUR).toEpochMilli() + ", currentTimestampInMillis: \\d{13}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "AAAAAAAAAAE=", "\"\"", "ä"})
    void whatIsNoIteratorIsRefused(String iterator) {
        refusalOf(() -> read(iterator)).isInvalidArgument("Invalid ShardIterator.");
    }

    @Test
    void anIteratorOfAStreamThatIsGoneFindsNothing() {
        String name = stream("orders", 1);
        String iterator = horizon(name, shardId(0));
        kinesis.deleteStream(r -> r.streamName(name));
        passUntilGone(() -> describe(name));

        refusalOf(() -> read(iterator)).isNotFound("Shard shardId-000000000000 in stream " + name + " under account 111111111111 does not exist");
    }

    @ParameterizedTest
    @CsvSource({"2147483647, 002147483647", "any-2147483647, 002147483647", "-00005, 000000000005", "shardId-5, 000000000005"})
    void aShardIsKnownByItsNumber(String shard, String number) {
        String name = stream("orders", 1);
        String never = newName("never-made");

        refusalOf(() -> horizon(name, shard)).isNotFound("Shard shardId-" + number + " in stream " + name + " under account 111111111111 does not exist");
        refusalOf(() -> horizon(never, shard)).isNotFound("Shard shardId-" + number + " in stream " + never + " under account 111111111111 does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "shardId-002147483648", "ABKLFD8", "2.14E4"})
    void whatHasNoNumberIsNoShard(String shard) {
        String name = stream("orders", 1);

        refusalOf(() -> horizon(name, shard)).isNotFound("Could not find shard " + shard + " in stream " + name + " under account 111111111111.");
    }

    @Test
    void onlyTheNumberOfAShardCounts() {
        String name = stream("orders", 1);
        put(name, "1");

        assertThat(texts(name, "whatever-0")).containsExactly("1");
    }

    @ParameterizedTest
    @EnumSource(names = {"AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"})
    void aPlaceInTheSequenceHasANumber(ShardIteratorType type) {
        String name = stream("orders", 1);

        refusalOf(() -> iterator(name, shardId(0), type)).isInvalidArgument(HOW + "Request specified " + type + " and no StartingSequenceNumber.");
    }

    @ParameterizedTest
    @EnumSource(names = {"TRIM_HORIZON", "LATEST"})
    void anEndOfAShardHasNoNumber(ShardIteratorType type) {
        String name = stream("orders", 1);
        String number = put(name, "m").sequenceNumber();

        refusalOf(() -> iterator(name, shardId(0), type, r -> r.startingSequenceNumber(number)))
                .isInvalidArgument(HOW + "Request specified " + type + " and also a StartingSequenceNumber.");
    }

    @Test
    void aTimeHasToBeSaid() {
        String name = stream("orders", 1);

        refusalOf(() -> iterator(name, shardId(0), AT_TIMESTAMP)).isInvalidArgument(
                "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.");
    }

    @Test
    void aNumberBelongsToItsShard() {
        String name = stream("orders", 2);
        PutRecordResponse other = put(name, "m", r -> r.explicitHashKey(LAST_HASH));

        refusalOf(() -> iterator(name, shardId(0), AT_SEQUENCE_NUMBER, r -> r.startingSequenceNumber(other.sequenceNumber()))).isInvalidArgument(
                "Invalid StartingSequenceNumber. It encodes shardId-000000000001, while it was used in a call to a shard with shardId-000000000000");
    }

    @Test
    void aNumberBelongsToItsStream() {
        String name = stream("orders", 1);
        pass(SECOND.multipliedBy(2));
        String other = put(stream("bills", 1), "m").sequenceNumber();

        refusalOf(() -> iterator(name, shardId(0), AT_SEQUENCE_NUMBER, r -> r.startingSequenceNumber(other))).isInvalidArgument(
                "StartingSequenceNumber " + other + " used in GetShardIterator on shard shardId-000000000000 in stream " + name
                        + " under account 111111111111 is invalid because it did not come from this stream.");
    }

    @Test
    void whatIsNoNumberOfAnyStreamIsRefused() {
        String name = stream("orders", 1);
        String number = new BigInteger("20000000000800000000000000000000000000000000002", 16).toString();

        refusalOf(() -> iterator(name, shardId(0), AT_SEQUENCE_NUMBER, r -> r.startingSequenceNumber(number))).isInvalidArgument(
                "StartingSequenceNumber " + number + " used in GetShardIterator on shard shardId-000000000000 in stream " + name
                        + " under account 111111111111 is invalid.");
    }

    @Test
    void anotherAccountsIteratorIsOfNoUse() {
        String name = stream("orders", 1);
        put(name, "secret");
        String iterator = iterator(name, shardId(0), TRIM_HORIZON);

        refusalOf(() -> client(BOB).getRecords(r -> r.shardIterator(iterator)));
    }
}

package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Retention: how long records stay, and what changing that does. */
public abstract class KinesisRetentionContract extends KinesisContract {

    @Test
    void aRecordStaysADay() {
        String name = stream("orders", 1);
        put(name, "1");
        pass(HOUR.multipliedBy(23));
        assertThat(texts(name, shardId(0))).containsExactly("1");
        put(name, "2");
        pass(HOUR.multipliedBy(2));

        assertThat(texts(name, shardId(0))).containsExactly("2");
    }

    @Test
    void aRecordStaysLongerWhenRetentionIsRaised() {
        String name = stream("orders", 1);
        raise(name, 48);
        put(name, "1");
        pass(HOUR.multipliedBy(47));
        assertThat(texts(name, shardId(0))).containsExactly("1");
        pass(HOUR.multipliedBy(2));

        assertThat(describe(name).retentionPeriodHours()).isEqualTo(48);
        assertThat(texts(name, shardId(0))).isEmpty();
    }

    @Test
    void whatIsThereStaysLongerToo() {
        String name = stream("orders", 1);
        put(name, "1");
        pass(HOUR.multipliedBy(23));
        raise(name, 48);
        pass(HOUR.multipliedBy(20));

        assertThat(texts(name, shardId(0))).containsExactly("1");
    }

    @Test
    void whatIsGoneStaysGone() {
        String name = stream("orders", 1);
        put(name, "1");
        pass(HOUR.multipliedBy(25));
        raise(name, 48);

        assertThat(texts(name, shardId(0))).isEmpty();
    }

    @Test
    void loweringRetentionDropsWhatIsTooOldAtOnce() {
        String name = stream("orders", 1);
        raise(name, 48);
        put(name, "1");
        pass(HOUR.multipliedBy(25));
        put(name, "2");
        kinesis.decreaseStreamRetentionPeriod(r -> r.streamName(name).retentionPeriodHours(24));
        settle(name);

        assertThat(summary(name).retentionPeriodHours()).isEqualTo(24);
        assertThat(texts(name, shardId(0))).containsExactly("2");
    }

    @Test
    void whatWasDroppedDoesNotComeBack() {
        String name = stream("orders", 1);
        raise(name, 48);
        put(name, "1");
        pass(HOUR.multipliedBy(25));
        put(name, "2");
        kinesis.decreaseStreamRetentionPeriod(r -> r.streamName(name).retentionPeriodHours(24));
        settle(name);
        raise(name, 48);

        assertThat(texts(name, shardId(0))).containsExactly("2");
    }

    @Test
    void aPlaceThatIsTooOldIsTheHorizon() {
        String name = stream("orders", 1);
        String old = put(name, "1").sequenceNumber();
        pass(HOUR.multipliedBy(25));
        put(name, "2");

        assertThat(texts(drain(iterator(name, shardId(0), ShardIteratorType.AT_SEQUENCE_NUMBER, r -> r.startingSequenceNumber(old)))))
                .containsExactly("2");
        assertThat(texts(drain(iterator(name, shardId(0), ShardIteratorType.AFTER_SEQUENCE_NUMBER, r -> r.startingSequenceNumber(old)))))
                .containsExactly("2");
    }

    @Test
    void aReaderThatWasTooSlowGoesOnAtTheHorizon() {
        String name = stream("orders", 1);
        put(name, "1");
        pass(HOUR.multipliedBy(24).minus(Duration.ofMinutes(2)));
        String iterator = horizon(name, shardId(0));
        put(name, "2");
        pass(Duration.ofMinutes(4));

        assertThat(texts(drain(iterator))).containsExactly("2");
    }

    @Test
    void aYearIsTheLongest() {
        String name = stream("orders", 1);
        raise(name, 8_760);
        put(name, "1");
        pass(Duration.ofDays(364));

        assertThat(texts(name, shardId(0))).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource({"23, Minimum, 24, short", "1, Minimum, 24, short", "8761, Maximum, 8760, long"})
    void retentionIsADayToAYear(int hours, String bound, int allowed, String what) {
        String name = stream("orders", 1);
        String message = bound + " allowed retention period is " + allowed + " hours. Requested retention period (" + hours + " hours) is too " + what + ".";

        refusalOf(() -> raise(name, hours)).isInvalidArgument(message);
        refusalOf(() -> kinesis.decreaseStreamRetentionPeriod(r -> r.streamName(name).retentionPeriodHours(hours))).isInvalidArgument(message);
    }

    @Test
    void raisingRaisesAndLoweringLowers() {
        String name = stream("orders", 1);
        raise(name, 30);

        refusalOf(() -> raise(name, 25)).isInvalidArgument("Requested retention period (25 hours) for stream " + name
                + " can not be shorter than existing retention period (30 hours). Use DecreaseRetentionPeriod API.");
        refusalOf(() -> kinesis.decreaseStreamRetentionPeriod(r -> r.streamName(name).retentionPeriodHours(31))).isInvalidArgument(
                "Requested retention period (31 hours) for stream " + name
                        + " can not be longer than existing retention period (30 hours). Use IncreaseRetentionPeriod API.");
    }

    private void raise(String name, int hours) {
        kinesis.increaseStreamRetentionPeriod(r -> r.streamName(name).retentionPeriodHours(hours));
        settle(name);
    }
}

package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequence numbers as text, and the fast way to write a run of them beside the plain one. */
class SequenceNumbersTest {
    private final Random random = new Random(1);

    @Test
    void aRunIsWrittenAsEachOfItsNumbersIs() {
        for (int i = 0; i < 500; i++) {
            SequenceNumber first = any();
            SequenceNumbers numbers = new SequenceNumbers(first);
            for (int step = 0; step < 40; step++) {
                SequenceNumber expected = new SequenceNumber(first.shardMadeAt(), first.index() + step, first.cameAt(), first.shard());
                if (random.nextInt(5) == 0) {
                    numbers.skip();
                } else {
                    assertThat(numbers.next()).isEqualTo(expected.toString());
                }
            }
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (int i = 0; i < 10_000; i++) {
            SequenceNumber number = any();
            assertThat(SequenceNumber.parse(number.toString())).contains(number);
            assertThat(new BigInteger(number.toString())).isEqualTo(number.number());
        }
    }

    @Test
    void theOrderIsByShardAgeAndThenByIndex() {
        for (int i = 0; i < 10_000; i++) {
            SequenceNumber one = any();
            SequenceNumber other = random.nextBoolean() ? any() : new SequenceNumber(one.shardMadeAt(), one.index() + 1, 0, 0);
            int expected = one.shardMadeAt() != other.shardMadeAt() ? Long.compare(one.shardMadeAt(), other.shardMadeAt())
                    : Long.compare(one.index(), other.index());
            if (expected != 0) {
                assertThat(one.number().compareTo(other.number())).isEqualTo(expected);
            }
        }
    }

    @Test
    void numbersHaveFiftySixDigits() {
        assertThat(new SequenceNumber(1_767_225_600, 1, 1_767_225_600, 0).toString()).hasSize(56).startsWith("49");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1", "-1", "abc", "49", "99999999999999999999999999999999999999999999999999999999",
        "999999999999999999999999999999999999999999999999999999999999999999", "٤٩"})
    void whatIsOfAnotherShapeIsNone(String text) {
        assertThat(SequenceNumber.parse(text)).isEmpty();
    }

    /** Within what is ever given: seconds of the next centuries, and more records than a shard will have. */
    private SequenceNumber any() {
        return new SequenceNumber(random.nextLong(1L << 34), random.nextBoolean() ? random.nextInt(1_000) : random.nextLong(1L << 60),
                random.nextLong(1L << 34), random.nextInt(Integer.MAX_VALUE));
    }
}

package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hash keys and their ranges, beside numbers of any size. */
class HashKeyTest {
    private static final String MOST = "340282366920938463463374607431768211455";

    private final Random random = new Random(1);

    @Test
    void keysCompareAsNumbersWithoutSign() {
        for (int i = 0; i < 10_000; i++) {
            HashKey one = any();
            HashKey other = random.nextInt(4) == 0 ? one.plusOne() : any();
            assertThat(Integer.signum(one.compareTo(other))).isEqualTo(one.toBigInteger().compareTo(other.toBigInteger()));
        }
    }

    @Test
    void digitsAreReadAsTheyAreWritten() {
        for (int i = 0; i < 10_000; i++) {
            HashKey key = any();
            assertThat(HashKey.parse(key.toString())).contains(key);
            assertThat(key.toString()).isEqualTo(key.toBigInteger().toString());
        }
        assertThat(HashKey.parse(MOST)).contains(HashKey.MAX);
        assertThat(HashKey.parse("0")).contains(HashKey.MIN);
        assertThat(HashKey.parse("000000000000000000000000000000000000007")).contains(new HashKey(0, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", " 1", "1.0", "0x1", "340282366920938463463374607431768211456", "0000000000000000000000000000000000000000",
        "١"})
    void whatIsNoHashKeyIsNone(String text) {
        assertThat(HashKey.parse(text)).isEmpty();
    }

    @Test
    void theNextAndThePreviousKeyCarryOver() {
        for (int i = 0; i < 10_000; i++) {
            HashKey key = any();
            if (!key.equals(HashKey.MAX)) {
                assertThat(key.plusOne().toBigInteger()).isEqualTo(key.toBigInteger().add(BigInteger.ONE));
                assertThat(key.plusOne().minusOne()).isEqualTo(key);
            }
        }
    }

    @Test
    void aPartitionKeyHashesToItsMd5() {
        assertThat(HashKey.ofPartitionKey("a", HashKey.md5()).toBigInteger()).isEqualTo(new BigInteger("0cc175b9c0f1b6a831c399e269772661", 16));
        assertThat(HashKey.ofPartitionKey("", HashKey.md5()).toBigInteger()).isEqualTo(new BigInteger("d41d8cd98f00b204e9800998ecf8427e", 16));
    }

    @Test
    void aDivisionCoversEverythingOnce() {
        for (int count : new int[] {1, 2, 3, 7, 100, 1_000, 10_000}) {
            List<HashKeyRange> ranges = HashKeyRange.divide(count);
            assertThat(ranges).hasSize(count);
            assertThat(ranges.getFirst().start()).isEqualTo(HashKey.MIN);
            assertThat(ranges.getLast().end()).isEqualTo(HashKey.MAX);
            for (int i = 1; i < count; i++) {
                assertThat(ranges.get(i - 1).isBefore(ranges.get(i))).isTrue();
                assertThat(ranges.get(i).isBefore(ranges.get(i - 1))).isFalse();
            }
        }
    }

    @Test
    void aRangeHoldsItsEndsAndNothingBeyond() {
        HashKeyRange range = new HashKeyRange(new HashKey(1, 0), new HashKey(1, -1));

        assertThat(range.contains(range.start())).isTrue();
        assertThat(range.contains(range.end())).isTrue();
        assertThat(range.contains(range.start().minusOne())).isFalse();
        assertThat(range.contains(range.end().plusOne())).isFalse();
    }

    @Test
    void theMiddleBeginsTheUpperHalf() {
        assertThat(Middle.of(HashKeyRange.ALL)).isEqualTo(new HashKey(Long.MIN_VALUE, 0));
        for (int i = 0; i < 1_000; i++) {
            HashKey one = any();
            HashKey other = any();
            HashKeyRange range = one.compareTo(other) < 0 ? new HashKeyRange(one, other) : new HashKeyRange(other, one);
            assertThat(range.contains(Middle.of(range))).isTrue();
        }
    }

    @Test
    void theLastRangeIsBeforeNone() {
        assertThat(HashKeyRange.ALL.isBefore(HashKeyRange.ALL)).isFalse();
    }

    @Test
    void aRangeDoesNotEndBeforeItBegins() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HashKeyRange(HashKey.MAX, HashKey.MIN));
    }

    private HashKey any() {
        return switch (random.nextInt(8)) {
            case 0 -> HashKey.MIN;
            case 1 -> HashKey.MAX;
            case 2 -> new HashKey(random.nextLong(), -1);
            case 3 -> new HashKey(random.nextLong(), 0);
            default -> new HashKey(random.nextLong(), random.nextLong());
        };
    }
}

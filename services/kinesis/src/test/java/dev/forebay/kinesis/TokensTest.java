package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;

/** What callers carry from call to call: iterators, page tokens, the ids of shards. */
class TokensTest {
    private static final long NOW = 1_767_225_600_000L;

    private final Random random = new Random(1);

    @Test
    void anIteratorIsReadAsItWasWritten() {
        for (int i = 0; i < 10_000; i++) {
            ShardIterator iterator = any();
            assertThat(ShardIterator.parse(iterator.toString())).contains(iterator);
        }
    }

    @Test
    void anIteratorThatWasTamperedWithIsNone() {
        byte[] whole = Base64.getDecoder().decode(any().toString());
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ShardIterator.parse(Base64.getEncoder().encodeToString(flipped))).as("bit %s", bit).isEmpty();
        }
        for (int length = 0; length < whole.length; length++) {
            assertThat(ShardIterator.parse(Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(whole, length)))).isEmpty();
        }
        assertThat(ShardIterator.parse("")).isEmpty();
        assertThat(ShardIterator.parse("not Base64!")).isEmpty();
    }

    @Test
    void anIteratorMovesOn() {
        ShardIterator iterator = any();

        assertThat(iterator.at(77, NOW)).isEqualTo(new ShardIterator(iterator.partition(), iterator.stream(), iterator.shard(), 77, NOW, iterator.name()));
    }

    @Test
    void aPageTokenGoesOnAfterWhatItSays() {
        for (String after : new String[] {"", "name", "a/b/c", "é🔑", "with spaces and | bars"}) {
            assertThat(PageToken.read(PageToken.write("streams", after, NOW), "streams", NOW + 300_000)).isEqualTo(after);
        }
    }

    @Test
    void aPageTokenIsGoodForFiveMinutes() {
        String token = PageToken.write("streams", "name", NOW);

        assertThatThrownBy(() -> PageToken.read(token, "streams", NOW + 300_001)).isInstanceOf(ExpiredNextTokenException.class);
    }

    @Test
    void aTokenOfAnotherListOrNoneIsRefused() {
        String other = PageToken.write("consumers", "name", NOW);
        for (String token : new String[] {other, "", "!", "AAAA", Base64.getUrlEncoder().encodeToString("streams/x/y".getBytes())}) {
            assertThatThrownBy(() -> PageToken.read(token, "streams", NOW)).isInstanceOf(InvalidArgumentException.class);
        }
    }

    @Test
    void shardIdsHaveTwelveDigits() {
        assertThat(ShardId.of(7)).isEqualTo("shardId-000000000007");
        for (int number : new int[] {0, 9, 123_456, Integer.MAX_VALUE}) {
            assertThat(ShardId.parse(ShardId.of(number))).contains(number);
        }
        for (String text : new String[] {"", "shardId-", "shardId-7x", "shardId-999999999999"}) {
            assertThat(ShardId.parse(text)).as(text).isEmpty();
        }
    }

    private ShardIterator any() {
        return new ShardIterator(random.nextInt(16), random.nextLong(), random.nextInt(Integer.MAX_VALUE), random.nextLong(1L << 62), NOW + random.nextInt(), "orders-" + random.nextInt(100));
    }
}

package dev.forebay.dynamodb;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of transactions, remembered for ten minutes so that one sent again has no effect. Rows of TOKEN:
 * {@code bucket (8), token} → time (8), what was asked for. A bucket is ten minutes, and goes as a whole when it is over.
 */
final class ClientTokens {
    /** AWS: a token is good for ten minutes. */
    private static final long LIFE_MILLIS = 10 * 60_000;

    private final Clock clock;

    ClientTokens(Clock clock) {
        this.clock = clock;
    }

    /** Where a token may be found: this bucket and the one before. */
    record Places(int partition, long now, byte[] current, byte[] previous) {
        List<byte[]> rows() {
            return List.of(current, previous);
        }
    }

    Places places(int partition, String token) {
        long now = clock.millis();
        return new Places(partition, now, row(partition, now, token), row(partition, now - LIFE_MILLIS, token));
    }

    private static byte[] row(int partition, long millis, String token) {
        byte[] text = token.getBytes(StandardCharsets.UTF_8);
        byte[] head = Keys.of(partition, Tables.TOKEN, millis / LIFE_MILLIS);
        return ByteBuffer.allocate(head.length + text.length).put(head).put(text).array();
    }

    /** What was asked for under a token in the last ten minutes. Within a decision. */
    Optional<byte[]> find(Ledger.Rows state, Places places) {
        return state.get(places.current).or(() -> state.get(places.previous))
                .filter(value -> places.now - Keys.number(value) < LIFE_MILLIS)
                .map(value -> Arrays.copyOfRange(value, Long.BYTES, value.length));
    }

    /** Remembers a token, and lets the buckets go that are over. Within a decision. */
    void remember(Ledger.Rows state, Changes changes, Places places, byte[] content) {
        int partition = places.partition;
        changes.batch().deleteRange(Keys.of(partition, Tables.TOKEN), Keys.of(partition, Tables.TOKEN, places.now / LIFE_MILLIS - 1));
        state.put(places.current, ByteBuffer.allocate(Long.BYTES + content.length).putLong(places.now).put(content).array());
    }
}

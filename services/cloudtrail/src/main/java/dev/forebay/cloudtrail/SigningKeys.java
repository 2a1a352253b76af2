package dev.forebay.cloudtrail;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Scan;
import dev.forebay.vault.Vault;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * The server's key pairs, numbered as they were made: the last signs, the others are {@linkplain RetiredKey retired}. The first is made
 * when it is first wanted, as that takes a moment. Kept in the store; which there are changes only while no server runs. Any thread.
 */
final class SigningKeys {

    private static final long FIRST = 1;

    private final Partition partition;
    private final Vault vault;
    private final Clock clock;
    private final LongFunction<SigningKey> maker;
    private volatile Optional<SigningKey> known = Optional.empty();

    SigningKeys(Partitions partitions, Vault vault, Clock clock, LongFunction<SigningKey> maker) {
        this.vault = vault;
        partition = partitions.get(0);
        this.clock = clock;
        this.maker = maker;
    }

    /** The key that signs. */
    SigningKey key() {
        return known.or(this::stored).orElseGet(this::made);
    }

    private Optional<SigningKey> stored() {
        SortedMap<Long, byte[]> rows = rows();
        known = rows.isEmpty() ? Optional.empty() : Optional.of(SigningKey.read(rows.get(rows.lastKey()), vault));
        return known;
    }

    /** Who makes one at the same time as another takes the other's. */
    private SigningKey made() {
        SigningKey fresh = maker.apply(clock.millis());
        byte[] sealed = fresh.write(vault);
        return partition.decide(changes -> {
            if (known.isEmpty()) {
                changes.batch().put(row(FIRST), sealed);
                known = Optional.of(fresh);
            }
            changes.revealsEverything();
            return known.get();
        });
    }

    /** All that there ever were, the oldest first: what signed stays verifiable. */
    Stream<RetiredKey> all() {
        SigningKey signs = key();
        RetiredKey last = new RetiredKey(signs.open(), signs.from(), signs.until());
        return Stream.concat(rows().values().stream().filter(RetiredKey::is).map(RetiredKey::read), Stream.of(last));
    }

    /**
     * Puts another key in the place of the one that signs, whose private key is gone then. One commit: whatever crashes, one of both signs.
     * A digest that a crash left half written is made again at the next start, and signed by the new key.
     *
     * @return the new key; empty where none was wanted yet
     * @throws dev.forebay.vault.SealBroken when the old one was sealed under another master key
     */
    Optional<SigningKey> rotate() {
        SortedMap<Long, byte[]> rows = rows();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        long last = rows.lastKey();
        long now = clock.millis();
        byte[] retired = RetiredKey.of(SigningKey.read(rows.get(last), vault), now).write();
        SigningKey fresh = maker.apply(now);
        byte[] sealed = fresh.write(vault);
        return partition.decide(changes -> {
            changes.batch().put(row(last + 1), sealed);
            changes.batch().put(row(last), retired);
            known = Optional.of(fresh);
            return known;
        });
    }

    private SortedMap<Long, byte[]> rows() {
        TreeMap<Long, byte[]> rows = new TreeMap<>();
        try (Scan scan = partition.store().scan(Keys.of(partition.number(), Tables.KEY), Keys.of(partition.number(), (byte) (Tables.KEY + 1)))) {
            while (scan.next()) {
                rows.put(Keys.incarnation(scan.key()), scan.value());
            }
        }
        return rows;
    }

    private byte[] row(long number) {
        return Keys.of(partition.number(), Tables.KEY, number);
    }
}

package dev.forebay.cloudtrail;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.vault.Vault;
import java.util.Optional;
import java.util.function.LongFunction;

/** The server's key pair: made when it is first wanted, as that takes a moment, and kept in the store. Any thread. */
final class SigningKeys {

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

    SigningKey key() {
        return known.or(this::stored).orElseGet(this::made);
    }

    private Optional<SigningKey> stored() {
        known = partition.store().get(row()).map(row -> SigningKey.read(row, vault));
        return known;
    }

    /** Who makes one at the same time as another takes the other's. */
    private SigningKey made() {
        SigningKey fresh = maker.apply(clock.millis());
        byte[] sealed = fresh.write(vault);
        return partition.decide(changes -> {
            if (known.isEmpty()) {
                changes.batch().put(row(), sealed);
                known = Optional.of(fresh);
            }
            changes.revealsEverything();
            return known.get();
        });
    }

    private byte[] row() {
        return Keys.of(partition.number(), Tables.KEY, 1);
    }
}

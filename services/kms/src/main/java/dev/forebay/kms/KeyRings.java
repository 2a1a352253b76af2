package dev.forebay.kms;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Scan;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** All key rings of a store, by place. Safe for any thread. */
final class KeyRings {
    private final Partitions partitions;
    private final Map<Place, KeyRing> rings = new ConcurrentHashMap<>();
    private final Map<String, KeyRing> byKey = new ConcurrentHashMap<>();

    KeyRings(Partitions partitions) {
        this.partitions = partitions;
    }

    /** Reads what the store holds. */
    void load() {
        for (Partition partition : partitions.all()) {
            scan(partition, Tables.KEY, (key, value) -> {
                Place place = place(key);
                at(place).load(KeyRecord.read(new KeyName(place, key[2]), value));
            });
            scan(partition, Tables.ALIAS, (key, value) -> at(place(key)).load(Alias.read(key[2], value)));
            scan(partition, Tables.GRANT, (key, value) -> {
                Place place = place(key);
                String[] ids = key[2].split("/");
                at(place).load(Grant.read(new KeyName(place, ids[0]), ids[1], value));
            });
        }
    }

    private static void scan(Partition partition, byte table, BiConsumer<String[], byte[]> row) {
        try (Scan scan = partition.store().scan(Keys.of(partition.number(), table), Keys.of(partition.number(), (byte) (table + 1)))) {
            while (scan.next()) {
                row.accept(Tables.parts(scan.key()), scan.value());
            }
        }
    }

    private static Place place(String[] key) {
        return new Place(new AccountId(key[0]), new Region(key[1]));
    }

    KeyRing at(Place place) {
        return rings.computeIfAbsent(place, unknown -> new KeyRing(unknown, partitions.of(unknown.toString()), byKey));
    }

    /** The same without keeping one that nothing is in: whoever names accounts at random takes up no room. */
    KeyRing look(Place place) {
        KeyRing known = rings.get(place);
        return known != null ? known : new KeyRing(place, partitions.of(place.toString()), byKey);
    }

    Collection<KeyRing> all() {
        return rings.values();
    }

    /** Whose key in a region it is: ciphertexts tell of ids only. */
    Optional<KeyRing> withKey(Region region, String id) {
        return Optional.ofNullable(byKey.get(id)).filter(ring -> ring.place().region().equals(region));
    }
}

package dev.forebay.runtime;

import dev.forebay.store.Batch;
import dev.forebay.store.Store;
import dev.forebay.store.Store.Urgency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All partitions of a store. Their number is fixed when the store is first opened and kept in it.
 *
 * <p>Tables 0x00 to 0x0f are the runtime's own: 0x00 the number of partitions (in partition 0), 0x01 the next
 * incarnation of a partition; 0x0f is lent to the vault, which keeps its keyring there (in partition 0).
 */
public final class Partitions {
    /** Enough that two busy things seldom share a lock, few enough that each is worth owning. */
    private static final int DEFAULT_COUNT = 16;

    private static final byte COUNT_TABLE = 0x00;
    private static final byte INCARNATION_TABLE = 0x01;

    private final Store store;
    private final List<Partition> partitions;

    private Partitions(Store store, List<Partition> partitions) {
        this.store = store;
        this.partitions = partitions;
    }

    /** Opens what the store holds, or divides an empty store. */
    public static Partitions open(Store store) {
        byte[] countKey = Keys.of(0, COUNT_TABLE);
        Optional<byte[]> stored = store.get(countKey);
        int count = stored.map(bytes -> (int) Keys.number(bytes)).orElse(DEFAULT_COUNT);
        if (stored.isEmpty()) {
            store.await(store.submit(new Batch().put(countKey, Keys.bytes(count)), Urgency.NOW));
        }
        return new Partitions(store, IntStream.range(0, count).mapToObj(n -> open(store, n)).toList());
    }

    private static Partition open(Store store, int number) {
        long next = store.get(incarnationKey(number)).map(Keys::number).orElse(1L);
        return new Partition(number, store, next);
    }

    /** The partition in which a thing of this name lives, for ever. */
    public Partition of(String name) {
        return partitions.get(Math.floorMod(spread(name), partitions.size()));
    }

    /** The partition with this number. */
    public Partition get(int number) {
        return partitions.get(number);
    }

    public List<Partition> all() {
        return partitions;
    }

    public Store store() {
        return store;
    }

    static byte[] incarnationKey(int partition) {
        return Keys.of(partition, INCARNATION_TABLE);
    }

    /** FNV-1a over the characters: spelled out because stored places depend on it. */
    private static int spread(String name) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x01000193;
        }
        return hash ^ hash >>> 16;
    }
}

package dev.forebay.kinesis;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** All shards of a stream at one moment, and which of the open ones a hash key belongs to. Immutable. */
final class Shards {
    private final NavigableMap<Integer, Shard> byNumber;
    private final Shard[] open;
    private final HashKey[] starts;

    Shards(Collection<Shard> all) {
        byNumber = new TreeMap<>();
        all.forEach(shard -> byNumber.put(shard.record().number(), shard));
        open = all.stream().filter(Shard::isOpen)
                .sorted(Comparator.comparing(shard -> shard.record().range().start())).toArray(Shard[]::new);
        starts = new HashKey[open.length];
        for (int i = 0; i < open.length; i++) {
            starts[i] = open[i].record().range().start();
        }
    }

    /** By number. */
    Collection<Shard> all() {
        return byNumber.values();
    }

    /** The shards after a number. */
    Collection<Shard> after(int number) {
        return byNumber.tailMap(number, false).values();
    }

    /** The shard with this number; null for none. */
    Shard get(int number) {
        return byNumber.get(number);
    }

    /** By hash key. */
    List<Shard> open() {
        return List.of(open);
    }

    int openCount() {
        return open.length;
    }

    /** The open shard, as place in {@link #open}, that takes this hash key. */
    int indexFor(HashKey key) {
        int low = 0;
        int high = open.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle].compareTo(key) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    Shard open(int index) {
        return open[index];
    }
}

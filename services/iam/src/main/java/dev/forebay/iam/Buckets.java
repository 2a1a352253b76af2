package dev.forebay.iam;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A map from texts that is never changed: a change copies one bucket of many, so that it costs the same at ten entries and at ten
 * thousand.
 */
final class Buckets<V> {
    private static final int COUNT = 256;

    private final List<Map<String, V>> buckets;
    private final int size;

    private Buckets(List<Map<String, V>> buckets, int size) {
        this.buckets = buckets;
        this.size = size;
    }

    static <V> Buckets<V> empty() {
        return new Buckets<>(Collections.nCopies(COUNT, Map.of()), 0);
    }

    static <V> Buckets<V> of(Map<String, V> all) {
        List<Map<String, V>> buckets = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            buckets.add(new HashMap<>());
        }
        all.forEach((key, value) -> buckets.get(place(key)).put(key, value));
        return new Buckets<>(buckets, all.size());
    }

    private static int place(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 8 ^ hash >>> 16) & COUNT - 1;
    }

    Optional<V> get(String key) {
        return Optional.ofNullable(buckets.get(place(key)).get(key));
    }

    Buckets<V> with(String key, V value) {
        Map<String, V> bucket = new HashMap<>(buckets.get(place(key)));
        int more = bucket.put(key, value) == null ? 1 : 0;
        return replaced(key, bucket, size + more);
    }

    Buckets<V> without(String key) {
        Map<String, V> bucket = new HashMap<>(buckets.get(place(key)));
        int less = bucket.remove(key) == null ? 0 : 1;
        return replaced(key, bucket, size - less);
    }

    private Buckets<V> replaced(String key, Map<String, V> bucket, int newSize) {
        List<Map<String, V>> changed = new ArrayList<>(buckets);
        changed.set(place(key), bucket);
        return new Buckets<>(changed, newSize);
    }

    int size() {
        return size;
    }

    /** In no order. */
    Stream<V> values() {
        return buckets.stream().flatMap(bucket -> bucket.values().stream());
    }
}

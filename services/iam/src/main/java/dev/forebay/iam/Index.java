package dev.forebay.iam;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an account has of one sort, by name and by id. Immutable. */
final class Index<T extends Named> {
    /** By name in lower case. */
    private final Buckets<T> byName;
    private final Buckets<T> byId;

    private Index(Buckets<T> byName, Buckets<T> byId) {
        this.byName = byName;
        this.byId = byId;
    }

    static <T extends Named> Index<T> of(Collection<T> all) {
        Map<String, T> byName = HashMap.newHashMap(all.size());
        Map<String, T> byId = HashMap.newHashMap(all.size());
        all.forEach(one -> {
            byName.put(key(one.name()), one);
            byId.put(one.id(), one);
        });
        return new Index<>(Buckets.of(byName), Buckets.of(byId));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    Optional<T> named(String name) {
        return byName.get(key(name)).filter(found -> found.name().equals(name));
    }

    /** AWS: names are unique without regard to case. */
    boolean isTaken(String name) {
        return byName.get(key(name)).isPresent();
    }

    Optional<T> withId(String id) {
        return byId.get(id);
    }

    /** In no order. */
    List<T> all() {
        return byId.values().toList();
    }

    int size() {
        return byId.size();
    }

    Index<T> with(T one) {
        Optional<T> before = byId.get(one.id());
        Buckets<T> names = before.map(old -> byName.without(key(old.name()))).orElse(byName);
        return new Index<>(names.with(key(one.name()), one), byId.with(one.id(), one));
    }

    Index<T> without(T one) {
        return new Index<>(byName.without(key(one.name())), byId.without(one.id()));
    }
}

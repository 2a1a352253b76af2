package dev.forebay.iam;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What an account has of one sort, by name and by id. Immutable: a change copies it, which some thousand entries bear. */
final class Index<T extends Named> {
    private final NavigableMap<String, T> byName;
    private final Map<String, T> byId;

    private Index(NavigableMap<String, T> byName, Map<String, T> byId) {
        this.byName = byName;
        this.byId = byId;
    }

    static <T extends Named> Index<T> of(Collection<T> all) {
        NavigableMap<String, T> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, T> byId = HashMap.newHashMap(all.size());
        all.forEach(one -> {
            byName.put(one.name(), one);
            byId.put(one.id(), one);
        });
        return new Index<>(byName, byId);
    }

    Optional<T> named(String name) {
        return Optional.ofNullable(byName.get(name)).filter(found -> found.name().equals(name));
    }

    /** AWS: names are unique without regard to case. */
    boolean isTaken(String name) {
        return byName.containsKey(name);
    }

    Optional<T> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** In the order of names. */
    Collection<T> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    int size() {
        return byName.size();
    }

    Index<T> with(T one) {
        NavigableMap<String, T> names = new TreeMap<>(byName);
        Map<String, T> ids = new HashMap<>(byId);
        T before = ids.put(one.id(), one);
        if (before != null) {
            names.remove(before.name());
        }
        names.put(one.name(), one);
        return new Index<>(names, ids);
    }

    Index<T> without(T one) {
        NavigableMap<String, T> names = new TreeMap<>(byName);
        Map<String, T> ids = new HashMap<>(byId);
        names.remove(one.name());
        ids.remove(one.id());
        return new Index<>(names, ids);
    }
}

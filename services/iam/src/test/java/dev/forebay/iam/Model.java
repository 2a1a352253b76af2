package dev.forebay.iam;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the simulation believes that an account has. Immutable.
 *
 * @param users    by name
 * @param policies default versions of managed policies by name
 */
record Model(SortedMap<String, User> users, SortedMap<String, Integer> policies) {
    static final Model EMPTY = new Model(new TreeMap<>(), new TreeMap<>());

    Model {
        users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
        policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
    }

    /** {@code keys}: secrets of active access keys by id, an empty text for inactive ones. */
    record User(SortedMap<String, String> inline, SortedSet<String> attached, SortedMap<String, String> keys) {
        static final User NEW = new User(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());

        User {
            inline = Collections.unmodifiableSortedMap(new TreeMap<>(inline));
            attached = Collections.unmodifiableSortedSet(new TreeSet<>(attached));
            keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
        }

        boolean isBare() {
            return inline.isEmpty() && attached.isEmpty() && keys.isEmpty();
        }

        User inline(String name, String document) {
            return new User(changed(inline, name, document), attached, keys);
        }

        User attached(String policy, boolean is) {
            SortedSet<String> changed = new TreeSet<>(attached);
            if (is) {
                changed.add(policy);
            } else {
                changed.remove(policy);
            }
            return new User(inline, changed, keys);
        }

        User key(String id, String secret) {
            return new User(inline, attached, changed(keys, id, secret));
        }
    }

    /** A null user is none. */
    Model user(String name, User user) {
        return new Model(changed(users, name, user), policies);
    }

    /** A null version is no policy. */
    Model policy(String name, Integer version) {
        return new Model(users, changed(policies, name, version));
    }

    boolean isUsed(String policy) {
        return users.values().stream().map(User::attached).anyMatch((Set<String> attached) -> attached.contains(policy));
    }

    private static <T> SortedMap<String, T> changed(Map<String, T> map, String key, T value) {
        SortedMap<String, T> changed = new TreeMap<>(map);
        if (value == null) {
            changed.remove(key);
        } else {
            changed.put(key, value);
        }
        return changed;
    }
}

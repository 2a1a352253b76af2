package dev.forebay.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Things by name, each in its account and region: what lists of queues, topics and the like are read from. Safe for any thread; what is
 * shown goes on to change.
 */
public final class Directory<T> {
    private final Map<Place, NavigableMap<String, T>> places = new ConcurrentHashMap<>();

    public void put(AccountId account, Region region, String name, T thing) {
        places.computeIfAbsent(new Place(account, region), _ -> new ConcurrentSkipListMap<>()).put(name, thing);
    }

    public void remove(AccountId account, Region region, String name) {
        NavigableMap<String, T> there = places.get(new Place(account, region));
        if (there != null) {
            there.remove(name);
        }
    }

    /** What is in an account and region, by name. Not to be changed. */
    public NavigableMap<String, T> in(AccountId account, Region region) {
        NavigableMap<String, T> there = places.get(new Place(account, region));
        return there == null ? Collections.emptyNavigableMap() : Collections.unmodifiableNavigableMap(there);
    }

    /** What is in an account and region and comes after a name, by name. */
    public Collection<T> after(AccountId account, Region region, String name) {
        return in(account, region).tailMap(name, false).values();
    }

    private record Place(AccountId account, Region region) {}
}

package dev.forebay.sns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * The filter policies of many subscribers, compiled into one matcher: what a search costs depends on how many accept the
 * message, hardly on how many there are.
 *
 * <p>For any number of threads. Searches go on side by side, changes one at a time; both are short, and whoever is told
 * of the result is told outside the lock.
 */
final class FilterIndex<S> {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<FilterScope, FilterScopeIndex<S>> scopes = new EnumMap<>(FilterScope.class);
    private final Map<S, Subscribed<S>> subscribers = new HashMap<>();

    FilterIndex() {
        for (FilterScope scope : FilterScope.values()) {
            scopes.put(scope, new FilterScopeIndex<>());
        }
    }

    /** Sets a subscriber's policy, in place of the one it may have had. */
    void put(S subscriber, FilterPolicy policy) {
        lock.writeLock().lock();
        try {
            drop(subscriber);
            FilterScopeIndex<S> scope = scopes.get(policy.scope());
            List<FilterEntry<S>> entries = new ArrayList<>(policy.rules().length);
            for (FilterRule rule : policy.rules()) {
                entries.add(scope.add(subscriber, rule));
            }
            subscribers.put(subscriber, new Subscribed<>(scope, List.copyOf(entries)));
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Forgets a subscriber, if it is there. */
    void remove(S subscriber) {
        lock.writeLock().lock();
        try {
            drop(subscriber);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void drop(S subscriber) {
        Subscribed<S> subscribed = subscribers.remove(subscriber);
        if (subscribed != null) {
            subscribed.entries.forEach(subscribed.scope::remove);
        }
    }

    int size() {
        lock.readLock().lock();
        try {
            return subscribers.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Tells each subscriber whose policy accepts the message, once, in no order. */
    void match(FilterEvent event, Consumer<S> sink) {
        match(event).forEach(sink);
    }

    /** The subscribers whose policies accept the message. */
    Collection<S> match(FilterEvent event) {
        // The message is taken apart before the lock is taken; a scope that nobody uses is not looked at.
        List<FilterScope> wanted = Arrays.stream(FilterScope.values())
                .filter(scope -> !scopes.get(scope).isEmpty() && event.values(scope) != FilterTree.EMPTY).toList();
        Set<S> matched = new LinkedHashSet<>();
        lock.readLock().lock();
        try {
            wanted.forEach(scope -> scopes.get(scope).match(new FilterMatch<>(event.values(scope), matched)));
        } finally {
            lock.readLock().unlock();
        }
        return matched;
    }

    private record Subscribed<S>(FilterScopeIndex<S> scope, List<FilterEntry<S>> entries) {}
}

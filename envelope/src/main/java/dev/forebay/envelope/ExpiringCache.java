package dev.forebay.envelope;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Values that are good for a while, as many as it may hold. Whoever misses one first makes it, and holds no lock meanwhile; those who want
 * the same wait for it. What fails is not remembered. Any thread.
 */
final class ExpiringCache<K, V> {
    private final int capacity;
    private final Predicate<V> usable;
    private final Map<K, Slot<V>> slots = new ConcurrentHashMap<>();

    /** {@code usable}: what may end a value's use before its time. */
    ExpiringCache(int capacity, Predicate<V> usable) {
        this.capacity = capacity;
        this.usable = usable;
    }

    /** The value, made if need be, and good for so long from now on. */
    V get(K key, long now, long lifeMillis, Supplier<V> make) {
        while (true) {
            Slot<V> slot = slots.get(key);
            if (slot != null && slot.isGood(now, usable)) {
                return slot.await();
            }
            Slot<V> mine = new Slot<>(now, lifeMillis);
            if (slot == null ? slots.putIfAbsent(key, mine) == null : slots.replace(key, slot, mine)) {
                return fill(key, mine, make);
            }
        }
    }

    /** Puts a value that somebody made otherwise. */
    void put(K key, V value, long now, long lifeMillis) {
        Slot<V> slot = new Slot<>(now, lifeMillis);
        slot.value.complete(value);
        slots.put(key, slot);
        makeRoom(now);
    }

    private V fill(K key, Slot<V> mine, Supplier<V> make) {
        try {
            V value = make.get();
            mine.value.complete(value);
            makeRoom(mine.since);
            return value;
        } catch (RuntimeException | Error e) {
            slots.remove(key, mine);
            mine.value.completeExceptionally(e);
            throw e;
        }
    }

    /** What is over goes first, then whatever comes; an eighth at once, so that going through all is seldom. */
    private void makeRoom(long now) {
        if (slots.size() <= capacity) {
            return;
        }
        slots.values().removeIf(slot -> !slot.isGood(now, usable));
        var each = slots.keySet().iterator();
        while (slots.size() > capacity - capacity / 8 && each.hasNext()) {
            each.next();
            each.remove();
        }
    }

    int size() {
        return slots.size();
    }

    /** A value, or one that is being made. */
    private record Slot<V>(long since, long life, CompletableFuture<V> value) {
        Slot(long since, long life) {
            this(since, life, new CompletableFuture<>());
        }

        /** A clock that was set back by more than a life ends it; by a little, it may be another thread that looked earlier. */
        boolean isGood(long now, Predicate<V> usable) {
            return Math.abs(now - since) < life && (!value.isDone() || value.isCompletedExceptionally() || usable.test(value.join()));
        }

        V await() {
            try {
                return value.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException refused ? refused : e;
            }
        }
    }
}

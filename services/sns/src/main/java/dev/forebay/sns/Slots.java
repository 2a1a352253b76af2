package dev.forebay.sns;

import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * A set of things found by a hash of something in them: a table with linear probing, a few bytes a thing where a HashMap
 * takes fifty. A topic may have a million subscriptions. Not thread-safe.
 */
final class Slots<T> {
    private static final int FIRST = 8;

    private final ToIntFunction<T> hash;
    private Object[] slots = new Object[FIRST];
    private int count;

    Slots(ToIntFunction<T> hash) {
        this.hash = hash;
    }

    /** The thing of this hash that is wanted; null for none. */
    T find(int wantedHash, Predicate<T> wanted) {
        for (int slot = first(wantedHash);; slot = slot + 1 & slots.length - 1) {
            T thing = at(slot);
            if (thing == null || wanted.test(thing)) {
                return thing;
            }
        }
    }

    /** Adds a thing that is not there. */
    void add(T thing) {
        if (++count * 2 > slots.length) {
            grow();
        }
        put(thing);
    }

    /** Removes a thing that is there; those behind it move up, so that none is cut off. */
    void remove(T thing) {
        int free = first(hash.applyAsInt(thing));
        while (slots[free] != thing) {
            free = free + 1 & slots.length - 1;
        }
        count--;
        slots[free] = null;
        for (int slot = free + 1 & slots.length - 1; slots[slot] != null; slot = slot + 1 & slots.length - 1) {
            T moved = at(slot);
            slots[slot] = null;
            put(moved);
        }
    }

    private void grow() {
        Object[] old = slots;
        slots = new Object[old.length * 2];
        for (int slot = 0; slot < old.length; slot++) {
            if (old[slot] != null) {
                put(cast(old[slot]));
            }
        }
    }

    private void put(T thing) {
        int slot = first(hash.applyAsInt(thing));
        while (slots[slot] != null) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = thing;
    }

    private int first(int of) {
        return (of ^ of >>> 16) * 0x9e3779b9 >>> 7 & slots.length - 1;
    }

    private T at(int slot) {
        return cast(slots[slot]);
    }

    @SuppressWarnings("unchecked") // Only put() writes into the table.
    private T cast(Object thing) {
        return (T) thing;
    }
}

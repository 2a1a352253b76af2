package dev.forebay.sns;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * A list that grows at its end while others read it without a lock. What is dead stays until half of the list is dead, and
 * is for readers to pass over. One writer at a time.
 */
final class AppendOnly<T> {
    private final Predicate<T> alive;
    private volatile View view = new View(new Object[4], 0);
    private int dead;

    AppendOnly(Predicate<T> alive) {
        this.alive = alive;
    }

    void add(T thing) {
        View now = view;
        Object[] array = now.size == now.array.length ? Arrays.copyOf(now.array, now.size * 2) : now.array;
        array[now.size] = thing;
        view = new View(array, now.size + 1);
    }

    /** One of those in the list has died. */
    void died() {
        View now = view;
        if (++dead * 2 > now.size && now.size > 16) {
            compact();
        }
    }

    /** Drops the dead at once, so that one of them may be added anew. */
    void compact() {
        View now = view;
        Object[] left = Arrays.stream(now.array, 0, now.size).filter(thing -> alive.test(cast(thing))).toArray();
        view = new View(left.length == 0 ? new Object[4] : left, left.length);
        dead = 0;
    }

    /** What is there now. */
    View view() {
        return view;
    }

    @SuppressWarnings("unchecked") // Only add() writes into the array.
    private T cast(Object thing) {
        return (T) thing;
    }

    /** The list at one moment; the living and the dead. */
    final class View {
        private final Object[] array;
        private final int size;

        private View(Object[] array, int size) {
            this.array = array;
            this.size = size;
        }

        int size() {
            return size;
        }

        T get(int index) {
            return cast(array[index]);
        }
    }
}

package dev.forebay.access;

import java.util.Arrays;
import java.util.List;

/**
 * Condition keys of one call, each worked out once: the statements of many policies ask for the same few. Of one thread.
 * Keys are interned where policies are compiled, so that to find one is mostly to compare references.
 */
final class Remembered implements Context {

    /** More than statements usually ask for. */
    private static final int SOME = 8;

    private final Context source;
    private String[] keys = new String[SOME];
    private Object[] found = new Object[SOME];
    private int size;

    Remembered(Context source) {
        this.source = source;
    }

    @Override
    public List<List<String>> twins(String key) {
        return source.twins(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<String> values(String key) {
        for (int i = 0; i < size; i++) {
            if (keys[i].equals(key)) {
                return (List<String>) found[i];
            }
        }
        List<String> values = source.values(key);
        remember(key, values);
        return values;
    }

    private void remember(String key, List<String> values) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            found = Arrays.copyOf(found, 2 * size);
        }
        keys[size] = key;
        found[size++] = values;
    }
}

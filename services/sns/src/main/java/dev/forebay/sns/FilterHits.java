package dev.forebay.sns;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The entries behind one condition: most often one, sometimes all there are. Small in the first case, fast in the second. */
final class FilterHits<S> {
    private FilterEntry<S> only;
    /** Set as soon as there is a second; {@code only} is null then. */
    private Set<FilterEntry<S>> several;

    void add(FilterEntry<S> entry) {
        if (several != null) {
            several.add(entry);
        } else if (only == null) {
            only = entry;
        } else if (only != entry) {
            several = new HashSet<>();
            several.add(only);
            several.add(entry);
            only = null;
        }
    }

    void remove(FilterEntry<S> entry) {
        if (only == entry) {
            only = null;
        } else if (several != null) {
            several.remove(entry);
            if (several.size() == 1) {
                only = several.iterator().next();
                several = null;
            }
        }
    }

    int size() {
        return several != null ? several.size() : only != null ? 1 : 0;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    void forEach(Consumer<FilterEntry<S>> action) {
        if (several != null) {
            several.forEach(action);
        } else if (only != null) {
            action.accept(only);
        }
    }
}

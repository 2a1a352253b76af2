package dev.forebay.sns;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Entries by a text with which values must start. Finds all that are the beginning of a value without looking at the others. */
final class FilterStarts<S> {
    private final TreeMap<String, FilterHits<S>> starts = new TreeMap<>();

    void add(String start, FilterEntry<S> entry) {
        starts.computeIfAbsent(start, _ -> new FilterHits<>()).add(entry);
    }

    void remove(String start, FilterEntry<S> entry) {
        starts.computeIfPresent(start, (_, hits) -> {
            hits.remove(entry);
            return hits.isEmpty() ? null : hits;
        });
    }

    int size(String start) {
        FilterHits<S> hits = starts.get(start);
        return hits == null ? 0 : hits.size();
    }

    boolean isEmpty() {
        return starts.isEmpty();
    }

    /**
     * Goes backwards through the sorted texts. A beginning of {@code text} sorts before it; and where the neighbour is none,
     * any that are left are beginnings of what the two have in common.
     */
    void visit(String text, Consumer<FilterHits<S>> visitor) {
        Map.Entry<String, FilterHits<S>> candidate = starts.floorEntry(text);
        while (candidate != null) {
            int common = common(candidate.getKey(), text);
            if (common == candidate.getKey().length()) {
                visitor.accept(candidate.getValue());
                candidate = starts.lowerEntry(candidate.getKey());
            } else {
                candidate = starts.floorEntry(text.substring(0, common));
            }
        }
    }

    private static int common(String one, String other) {
        int end = Math.min(one.length(), other.length());
        int i = 0;
        while (i < end && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }
}

package dev.forebay.sns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries of one scope in an index. The index's lock guards them.
 *
 * <p>Each entry is found by one of its fields, the access field; the others are verified when it is found. The access
 * field must be one that needs a value; of those, the one that leads to the fewest entries when the entry is put in.
 */
final class FilterScopeIndex<S> {
    private static final long EXACT = 1;
    private static final long SORTED = 2;
    private static final long RANGE = 4;
    private static final long UNANCHORED = 8;
    /** Met by nearly any value: only when there is nothing better, however crowded that is. */
    private static final long HARDLY_SELECTIVE = 1_000_000_000L;

    private final FilterPathIndex<S> paths = new FilterPathIndex<>();
    /** Entries of one field that accepts absence, by its path. */
    private final Map<List<String>, FilterHits<S>> absent = new HashMap<>();
    /** Entries of several fields that all accept absence: they are verified for each message. */
    private final FilterHits<S> always = new FilterHits<>();
    /** Written under the index's lock; read without it, to know whether a message must be taken apart at all. */
    private volatile int size;

    FilterEntry<S> add(S subscriber, FilterRule rule) {
        FilterField access = access(rule);
        FilterEntry<S> entry = new FilterEntry<>(subscriber, rule, access);
        size = size + 1;
        if (access == null) {
            always.add(entry);
            return entry;
        }
        FilterConditionIndex<S> conditions = paths.at(access.path());
        paths.count(access.path(), 1);
        for (FilterCondition condition : access.conditions()) {
            if (condition.acceptsAbsence()) {
                absent.computeIfAbsent(List.of(access.path()), _ -> new FilterHits<>()).add(entry);
            } else {
                conditions.add(condition, entry);
            }
        }
        return entry;
    }

    void remove(FilterEntry<S> entry) {
        size = size - 1;
        if (entry.access == null) {
            always.remove(entry);
            return;
        }
        FilterConditionIndex<S> conditions = paths.at(entry.access.path());
        for (FilterCondition condition : entry.access.conditions()) {
            if (condition.acceptsAbsence()) {
                absent.computeIfPresent(List.of(entry.access.path()), (_, hits) -> {
                    hits.remove(entry);
                    return hits.isEmpty() ? null : hits;
                });
            } else {
                conditions.remove(condition, entry);
            }
        }
        paths.count(entry.access.path(), -1);
    }

    boolean isEmpty() {
        return size == 0;
    }

    void match(FilterMatch<S> match) {
        paths.match(match.tree(), match);
        absent.forEach((path, hits) -> {
            if (match.tree().at(path.toArray(String[]::new)).isEmpty()) {
                match.met(hits);
            }
        });
        match.perhaps(always);
    }

    private FilterField access(FilterRule rule) {
        if (rule.isOneField()) {
            return rule.fields()[0];
        }
        FilterField best = null;
        double least = Double.MAX_VALUE;
        for (FilterField field : rule.fields()) {
            if (!field.acceptsAbsence() && cost(field) < least) {
                best = field;
                least = cost(field);
            }
        }
        return best;
    }

    private double cost(FilterField field) {
        double kinds = 0;
        for (FilterCondition condition : field.conditions()) {
            kinds += kind(condition);
        }
        return kinds * (1 + paths.crowd(field));
    }

    private static long kind(FilterCondition condition) {
        return switch (condition) {
            case FilterCondition.Text _, FilterCondition.Literal _, FilterCondition.IgnoreCase _ -> EXACT;
            case FilterCondition.Range range -> range.isPoint() ? EXACT : RANGE;
            case FilterCondition.Prefix _, FilterCondition.Suffix _, FilterCondition.Cidr _ -> SORTED;
            case FilterCondition.Wildcard(List<String> parts) -> parts.getFirst().isEmpty() && parts.getLast().isEmpty() ? UNANCHORED : SORTED;
            case FilterCondition.Exists _, FilterCondition.AnythingBut _ -> HARDLY_SELECTIVE;
        };
    }
}

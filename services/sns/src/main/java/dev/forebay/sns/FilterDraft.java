package dev.forebay.sns;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A rule of a filter policy while it is read: conditions by the names that lead to them. Immutable. */
record FilterDraft(Map<List<String>, List<FilterCondition>> fields) {

    static FilterDraft empty() {
        return new FilterDraft(Map.of());
    }

    /** AWS: of twins the last counts. */
    FilterDraft with(List<String> path, List<FilterCondition> conditions) {
        Map<List<String>, List<FilterCondition>> more = new LinkedHashMap<>(fields);
        more.put(path, conditions);
        return new FilterDraft(more);
    }

    FilterRule rule() {
        return new FilterRule(fields.entrySet().stream()
                .map(field -> new FilterField(names(field.getKey()), field.getValue().toArray(FilterCondition[]::new)))
                .toArray(FilterField[]::new));
    }

    /** Interned: thousands of policies name the same few properties. */
    private static String[] names(List<String> path) {
        return path.stream().flatMap(name -> FilterTree.names(name).stream()).map(String::intern).toArray(String[]::new);
    }
}

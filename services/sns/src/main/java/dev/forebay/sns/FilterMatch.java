package dev.forebay.sns;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** What one search in an index has found so far. */
final class FilterMatch<S> {
    private final FilterTree tree;
    private final Set<S> matched;
    private final Set<FilterEntry<S>> tried = Collections.newSetFromMap(new IdentityHashMap<>());

    FilterMatch(FilterTree tree, Set<S> matched) {
        this.tree = tree;
        this.matched = matched;
    }

    FilterTree tree() {
        return tree;
    }

    /** Entries of which a condition is met. */
    void met(FilterHits<S> hits) {
        hits.forEach(this::met);
    }

    private void met(FilterEntry<S> entry) {
        if (entry.rule.isOneField()) {
            matched.add(entry.subscriber);
        } else {
            perhaps(entry);
        }
    }

    /** Entries that are worth a look. */
    void perhaps(FilterHits<S> hits) {
        hits.forEach(this::perhaps);
    }

    private void perhaps(FilterEntry<S> entry) {
        if (!matched.contains(entry.subscriber) && tried.add(entry) && entry.rule.matches(tree)) {
            matched.add(entry.subscriber);
        }
    }
}

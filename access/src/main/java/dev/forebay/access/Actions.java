package dev.forebay.access;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The actions of a statement, {@code Action} or {@code NotAction}. Names compare without case. Immutable.
 *
 * @param exact    without wildcards, in lower case
 * @param patterns with wildcards, in lower case
 * @param negated  whether it is all others
 */
record Actions(Set<String> exact, List<String> patterns, boolean negated) {

    Actions {
        exact = Set.copyOf(exact);
        patterns = List.copyOf(patterns);
    }

    static Actions of(List<String> names, boolean negated) {
        Set<String> exact = new HashSet<>();
        Set<String> patterns = new HashSet<>();
        for (String name : names) {
            if (Glob.hasWildcards(name)) {
                throw new Malformed("a character that is none in " + name);
            }
            String lower = name.toLowerCase(Locale.ROOT);
            String pattern = lower.replace('*', Glob.ANY).replace('?', Glob.ONE);
            (Glob.hasWildcards(pattern) ? patterns : exact).add(pattern);
        }
        return new Actions(exact, List.copyOf(patterns), negated);
    }

    /** Whether an action, in lower case, is among them. */
    boolean include(String action) {
        return negated != isNamed(action);
    }

    private boolean isNamed(String action) {
        if (exact.contains(action)) {
            return true;
        }
        for (int i = 0; i < patterns.size(); i++) {
            if (Glob.matches(patterns.get(i), action)) {
                return true;
            }
        }
        return false;
    }
}

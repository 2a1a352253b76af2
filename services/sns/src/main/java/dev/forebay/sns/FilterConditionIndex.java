package dev.forebay.sns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries that are found by one property. Each kind of condition has a structure that leads to those which a value
 * meets; for the few kinds that have none, equal conditions are asked once.
 *
 * <pre>
 *   exact       text, text without case, number, literal    hash
 *   prefixes    prefix                                      sorted texts
 *   suffixes    suffix                                      sorted texts, reversed
 *   openings    wildcard with a text before its first *     sorted texts; what is found must be verified
 *   endings     wildcard with a text behind its last *      the same, reversed
 *   ranges      numbers between bounds                      tree
 *   others      the rest                                    one after the other
 * </pre>
 */
final class FilterConditionIndex<S> {
    private final Map<FilterCondition, FilterHits<S>> exact = new HashMap<>();
    private final FilterStarts<S> prefixes = new FilterStarts<>();
    private final FilterStarts<S> suffixes = new FilterStarts<>();
    private final FilterStarts<S> openings = new FilterStarts<>();
    private final FilterStarts<S> endings = new FilterStarts<>();
    private final FilterRanges<S> ranges = new FilterRanges<>();
    private final Map<FilterCondition, FilterHits<S>> others = new HashMap<>();
    private int ignoringCase;

    void add(FilterCondition condition, FilterEntry<S> entry) {
        switch (condition) {
            case FilterCondition.Prefix(String prefix) -> prefixes.add(prefix, entry);
            case FilterCondition.Suffix(String suffix) -> suffixes.add(reversed(suffix), entry);
            case FilterCondition.Range range when !range.isPoint() -> ranges.add(range, entry);
            case FilterCondition.Wildcard(List<String> parts) when !parts.getFirst().isEmpty() -> openings.add(parts.getFirst(), entry);
            case FilterCondition.Wildcard(List<String> parts) when !parts.getLast().isEmpty() -> endings.add(reversed(parts.getLast()), entry);
            default -> {
                ignoringCase += condition instanceof FilterCondition.IgnoreCase ? 1 : 0;
                hashed(condition).computeIfAbsent(condition, _ -> new FilterHits<>()).add(entry);
            }
        }
    }

    void remove(FilterCondition condition, FilterEntry<S> entry) {
        switch (condition) {
            case FilterCondition.Prefix(String prefix) -> prefixes.remove(prefix, entry);
            case FilterCondition.Suffix(String suffix) -> suffixes.remove(reversed(suffix), entry);
            case FilterCondition.Range range when !range.isPoint() -> ranges.remove(range, entry);
            case FilterCondition.Wildcard(List<String> parts) when !parts.getFirst().isEmpty() -> openings.remove(parts.getFirst(), entry);
            case FilterCondition.Wildcard(List<String> parts) when !parts.getLast().isEmpty() -> endings.remove(reversed(parts.getLast()), entry);
            default -> {
                ignoringCase -= condition instanceof FilterCondition.IgnoreCase ? 1 : 0;
                hashed(condition).computeIfPresent(condition, (_, hits) -> {
                    hits.remove(entry);
                    return hits.isEmpty() ? null : hits;
                });
            }
        }
    }

    /** How many entries one more with this condition would be found together with. */
    int crowd(FilterCondition condition) {
        return switch (condition) {
            case FilterCondition.Prefix(String prefix) -> prefixes.size(prefix);
            case FilterCondition.Suffix(String suffix) -> suffixes.size(reversed(suffix));
            case FilterCondition.Range range when !range.isPoint() -> ranges.size();
            case FilterCondition.Wildcard(List<String> parts) when !parts.getFirst().isEmpty() -> openings.size(parts.getFirst());
            case FilterCondition.Wildcard(List<String> parts) when !parts.getLast().isEmpty() -> endings.size(reversed(parts.getLast()));
            default -> hashed(condition) == others ? others.size() : size(condition);
        };
    }

    private int size(FilterCondition condition) {
        FilterHits<S> hits = exact.get(condition);
        return hits == null ? 0 : hits.size();
    }

    private Map<FilterCondition, FilterHits<S>> hashed(FilterCondition condition) {
        return switch (condition) {
            case FilterCondition.Text _, FilterCondition.IgnoreCase _, FilterCondition.Range _, FilterCondition.Literal _ -> exact;
            default -> others;
        };
    }

    void match(FilterValue value, FilterMatch<S> match) {
        if (value.isString()) {
            matchString(value, match);
        } else if (value.isNumber()) {
            met(new FilterCondition.Range(value.number, value.number), match);
            ranges.visit(value.number, match::met);
        } else {
            met(new FilterCondition.Literal(value.text), match);
        }
        others.forEach((condition, hits) -> {
            if (condition.matches(value)) {
                match.met(hits);
            }
        });
    }

    private void matchString(FilterValue value, FilterMatch<S> match) {
        met(new FilterCondition.Text(value.text), match);
        if (ignoringCase > 0) {
            met(new FilterCondition.IgnoreCase(value.folded()), match);
        }
        prefixes.visit(value.text, match::met);
        openings.visit(value.text, match::perhaps);
        if (!suffixes.isEmpty() || !endings.isEmpty()) {
            String reversed = reversed(value.text);
            suffixes.visit(reversed, match::met);
            endings.visit(reversed, match::perhaps);
        }
    }

    private void met(FilterCondition condition, FilterMatch<S> match) {
        FilterHits<S> hits = exact.get(condition);
        if (hits != null) {
            match.met(hits);
        }
    }

    private static String reversed(String text) {
        // Not StringBuilder's reverse, which keeps surrogate pairs: a suffix may begin in the middle of one.
        char[] letters = new char[text.length()];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = text.charAt(letters.length - 1 - i);
        }
        return new String(letters);
    }
}

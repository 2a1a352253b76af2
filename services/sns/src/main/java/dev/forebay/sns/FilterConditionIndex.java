package dev.forebay.sns;

import java.util.Comparator;
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
 *   middles     wildcard with neither                       sorted texts, a look from each letter on; to be verified too
 *   ranges      numbers between bounds                      tree
 *   blocks      cidr                                        hash, a look for each length in use
 *   others      the rest                                    one after the other
 * </pre>
 */
final class FilterConditionIndex<S> {
    /** Letters of a middle that are looked for, so that a long value is not copied from each letter on to its end. */
    private static final int WINDOW = 24;

    private final Map<FilterCondition, FilterHits<S>> exact = new HashMap<>();
    private final FilterStarts<S> prefixes = new FilterStarts<>();
    private final FilterStarts<S> suffixes = new FilterStarts<>();
    private final FilterStarts<S> openings = new FilterStarts<>();
    private final FilterStarts<S> endings = new FilterStarts<>();
    private final FilterStarts<S> middles = new FilterStarts<>();
    private final FilterRanges<S> ranges = new FilterRanges<>();
    private final FilterBlocks<S> blocks = new FilterBlocks<>();
    private final Map<FilterCondition, FilterHits<S>> others = new HashMap<>();
    private int ignoringCase;

    void add(FilterCondition condition, FilterEntry<S> entry) {
        switch (condition) {
            case FilterCondition.Range range when !range.isPoint() -> ranges.add(range, entry);
            case FilterCondition.Cidr block -> blocks.add(block, entry);
            default -> {
                Place<S> place = place(condition);
                if (place != null) {
                    place.starts.add(place.start, entry);
                } else {
                    ignoringCase += condition instanceof FilterCondition.IgnoreCase ? 1 : 0;
                    hashed(condition).computeIfAbsent(condition, _ -> new FilterHits<>()).add(entry);
                }
            }
        }
    }

    void remove(FilterCondition condition, FilterEntry<S> entry) {
        switch (condition) {
            case FilterCondition.Range range when !range.isPoint() -> ranges.remove(range, entry);
            case FilterCondition.Cidr block -> blocks.remove(block, entry);
            default -> {
                Place<S> place = place(condition);
                if (place != null) {
                    place.starts.remove(place.start, entry);
                } else {
                    ignoringCase -= condition instanceof FilterCondition.IgnoreCase ? 1 : 0;
                    removeHashed(condition, entry);
                }
            }
        }
    }

    private void removeHashed(FilterCondition condition, FilterEntry<S> entry) {
        hashed(condition).computeIfPresent(condition, (_, hits) -> {
            hits.remove(entry);
            return hits.isEmpty() ? null : hits;
        });
    }

    /** How many entries one more with this condition would be found together with. */
    int crowd(FilterCondition condition) {
        return switch (condition) {
            case FilterCondition.Range range when !range.isPoint() -> ranges.size();
            case FilterCondition.Cidr block -> blocks.size(block);
            default -> {
                Place<S> place = place(condition);
                yield place != null ? place.starts.size(place.start) : hashed(condition) == others ? others.size() : size(condition);
            }
        };
    }

    /** Where among the sorted texts a condition is; {@code null} when it is elsewhere. */
    private Place<S> place(FilterCondition condition) {
        return switch (condition) {
            case FilterCondition.Prefix(String prefix) -> new Place<>(prefixes, prefix);
            case FilterCondition.Suffix(String suffix) -> new Place<>(suffixes, reversed(suffix));
            case FilterCondition.Wildcard(List<String> parts) -> place(parts);
            default -> null;
        };
    }

    private Place<S> place(List<String> parts) {
        if (!parts.getFirst().isEmpty()) {
            return new Place<>(openings, parts.getFirst());
        }
        if (!parts.getLast().isEmpty()) {
            return new Place<>(endings, reversed(parts.getLast()));
        }
        String longest = parts.stream().max(Comparator.comparingInt(String::length)).orElse("");
        return longest.isEmpty() ? null : new Place<>(middles, longest.substring(0, Math.min(WINDOW, longest.length())));
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
        for (int from = 0; !middles.isEmpty() && from < value.text.length(); from++) {
            middles.visit(value.text.substring(from, Math.min(from + WINDOW, value.text.length())), match::perhaps);
        }
        blocks.match(value, match);
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

    private record Place<S>(FilterStarts<S> starts, String start) {}
}

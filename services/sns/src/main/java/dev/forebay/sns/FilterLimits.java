package dev.forebay.sns;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How large a filter policy may be. */
final class FilterLimits {
    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_KEYS = 5;
    private static final int MAX_COMBINATIONS = 150;
    private static final int MAX_WILDCARD_POINTS = 100;
    private static final int MAX_ASTERISKS = 3;
    private static final int POINTS_OF_SEVERAL = 3;
    /** Arrays in a policy. One with more has too many keys, too many combinations, or the same key over and over. */
    private static final int MAX_ARRAYS = 1_000;
    private static final String TOO_COMPLEX = "Filter policy is too complex";

    private final Set<List<String>> keys = new HashSet<>();
    private int wildcardPoints;
    private int arrays;

    static void checkSize(String json) throws FilterPolicyRefused {
        if (json.length() > MAX_BYTES || json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw FilterPolicyRefused.because("Filter policy can not be larger than " + MAX_BYTES + " bytes");
        }
    }

    /** Each alternative is at least one combination: with too many of them there is no need to read on. */
    static void checkAlternatives(List<FilterDraft> drafts) throws FilterPolicyRefused {
        if (drafts.size() > MAX_COMBINATIONS) {
            throw FilterPolicyRefused.because(TOO_COMPLEX);
        }
    }

    /** Counts a key. A key too many is not kept; {@link #check} refuses it after the rest has been read. */
    boolean admits(List<String> path, List<FilterCondition> conditions) throws FilterPolicyRefused {
        if (keys.size() <= MAX_KEYS) {
            keys.add(path);
            wildcardPoints += points(conditions);
        }
        if (++arrays > MAX_ARRAYS) {
            checkKeys();
            throw FilterPolicyRefused.because(TOO_COMPLEX);
        }
        return keys.size() <= MAX_KEYS;
    }

    private void checkKeys() throws FilterPolicyRefused {
        if (keys.size() > MAX_KEYS) {
            throw FilterPolicyRefused.because("Filter policy can not have more than " + MAX_KEYS + " keys");
        }
    }

    void check(List<FilterDraft> drafts) throws FilterPolicyRefused {
        checkKeys();
        boolean deep = keys.stream().anyMatch(path -> path.stream().mapToInt(name -> FilterTree.names(name).size()).sum()
                > FilterTree.DEEPEST);
        if (deep || combinations(drafts) > MAX_COMBINATIONS || wildcardPoints > MAX_WILDCARD_POINTS) {
            throw FilterPolicyRefused.because(TOO_COMPLEX);
        }
    }

    /** AWS: the product of each key's values times the level at which it is; summed over the alternatives of {@code $or}. */
    private static double combinations(List<FilterDraft> drafts) {
        return drafts.stream().mapToDouble(draft -> draft.fields().entrySet().stream()
                .mapToDouble(field -> (double) field.getValue().size() * field.getKey().size()).reduce(1, (a, b) -> a * b)).sum();
    }

    /** AWS: a pattern costs a point, or three for each of its asterisks when it has several; a key, the sum times its patterns. */
    private static int points(List<FilterCondition> conditions) {
        List<Integer> asterisks = conditions.stream().flatMap(FilterLimits::wildcards).map(FilterCondition.Wildcard::asterisks).toList();
        if (asterisks.size() > MAX_WILDCARD_POINTS || asterisks.stream().anyMatch(count -> count > MAX_ASTERISKS)) {
            return MAX_WILDCARD_POINTS + 1;
        }
        return asterisks.size() * asterisks.stream().mapToInt(count -> count > 1 ? count * POINTS_OF_SEVERAL : count).sum();
    }

    private static Stream<FilterCondition.Wildcard> wildcards(FilterCondition condition) {
        return switch (condition) {
            case FilterCondition.Wildcard wildcard -> Stream.of(wildcard);
            case FilterCondition.AnythingBut but -> but.excluded().stream().flatMap(FilterLimits::wildcards);
            default -> Stream.empty();
        };
    }
}

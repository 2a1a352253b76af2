package dev.forebay.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tags whose names differ by case only, such as {@code Stage} and {@code stage}: services keep both, and a condition key, which has no
 * case, means either. So a statement is asked about each of them, in every combination with those of its other keys. Stateless.
 */
final class Twins {
    /** Combinations of one statement and call. With more a statement allows nothing, and denies. */
    private static final int MOST = 64;

    private Twins() {}

    /** Whether a part of a condition key, in lower case, is a name that callers choose, case and all. IAM itself keeps no twins of principals' tags. */
    static boolean canBe(String key) {
        return key.contains("tag/") && !key.startsWith("aws:principaltag/") || key.startsWith("kms:encryptioncontext:");
    }

    /** The call with one of each in its place, in every combination: one for a call without twins, none for too many. */
    static List<Context> ways(Context context, List<String> keys) {
        List<Map<String, List<String>>> ways = List.of(Map.of());
        for (String key : keys) {
            List<List<String>> twins = context.twins(key);
            if (twins.size() > 1) {
                if (ways.size() * twins.size() > MOST) {
                    return List.of();
                }
                ways = times(ways, key, twins);
            }
        }
        return ways.size() == 1 ? List.of(context) : ways.stream().<Context>map(way -> asked -> chosen(way, asked, context)).toList();
    }

    private static List<Map<String, List<String>>> times(List<Map<String, List<String>>> ways, String key, List<List<String>> twins) {
        List<Map<String, List<String>>> more = new ArrayList<>();
        for (Map<String, List<String>> way : ways) {
            for (List<String> twin : twins) {
                Map<String, List<String>> longer = new HashMap<>(way);
                longer.put(key, twin);
                more.add(longer);
            }
        }
        return more;
    }

    private static List<String> chosen(Map<String, List<String>> way, String key, Context context) {
        List<String> values = way.get(key);
        return values != null ? values : context.values(key);
    }
}

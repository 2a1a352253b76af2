package dev.forebay.kms;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param marker where the next part begins; null at the end, as the SDK has it
 */
record Page<T>(List<T> items, String marker) {

    /** How much of a list is asked for: by default, at most, and what the request says; null for nothing said. */
    record Wanted(int usual, int most, Integer limit, String marker) {
        int size() {
            return limit == null ? usual : Checks.between("limit", limit, 1, most);
        }
    }

    /** A part of a list that is in the order of its items' names. */
    static <T> Page<T> of(List<T> all, Function<T, String> name, Wanted wanted) {
        String after = after(wanted.marker);
        List<T> rest = all.stream().filter(item -> name.apply(item).compareTo(after) > 0).limit(wanted.size() + 1L).toList();
        if (rest.size() <= wanted.size()) {
            return new Page<>(rest, null);
        }
        List<T> items = rest.subList(0, wanted.size());
        return new Page<>(items, write(name.apply(items.getLast())));
    }

    boolean truncated() {
        return marker != null;
    }

    private static String write(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String after(String marker) {
        if (marker == null) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw KmsErrors.invalidMarker();
        }
    }
}

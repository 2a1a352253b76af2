package dev.forebay.iam;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of a list, in the order of its keys. The marker of the next is the last key of this, so that what comes or goes in between
 * neither repeats nor hides anything else.
 *
 * @param marker of the next page; empty at the end
 */
record Page<T>(List<T> items, Optional<String> marker) {
    private static final int ITEMS = 100;
    private static final int MAX_ITEMS = 1_000;
    private static final Comparator<String> ORDER = String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());

    /** What a request asked for: the marker and the length of a page, null where it says nothing. */
    record Wish(String marker, Integer items) {}

    static <T> Page<T> of(Collection<T> all, Function<T, String> key, Wish wish) {
        String after = wish.marker == null ? "" : read(wish.marker);
        int length = Math.clamp(wish.items == null ? ITEMS : wish.items, 1, MAX_ITEMS);
        List<T> found = all.stream().filter(one -> ORDER.compare(key.apply(one), after) > 0)
                .sorted(Comparator.comparing(key, ORDER)).limit(length + 1L).toList();
        return found.size() <= length
                ? new Page<>(found, Optional.empty())
                : new Page<>(found.subList(0, length), Optional.of(write(key.apply(found.get(length - 1)))));
    }

    boolean isTruncated() {
        return marker.isPresent();
    }

    /** Null at the end, as the SDK has it. */
    String next() {
        return marker.orElse(null);
    }

    private static String write(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw IamErrors.validation("Invalid Marker: " + marker);
        }
    }
}

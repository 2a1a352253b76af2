package dev.forebay.sqs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a FIFO queue gave to receives that bore an attempt id, so that a repetition gets the same messages with the same
 * handles. AWS: for five minutes, and no longer than until one of the messages is deleted or its visibility changed.
 * Kept in memory only: after a restart a repetition is a new receive.
 */
final class ReceiveAttempts {
    private static final long INTERVAL_MILLIS = 5 * 60_000;
    private static final int MAX_REMEMBERED = 1_000;

    private final Map<String, Attempt> attempts = new LinkedHashMap<>();

    void remember(String id, List<Entry> entries, long now) {
        attempts.values().removeIf(attempt -> attempt.isOver(now));
        List<Given> given = new ArrayList<>(entries.size());
        entries.forEach(entry -> given.add(new Given(entry, entry.nonce)));
        attempts.put(id, new Attempt(given, now));
        if (attempts.size() > MAX_REMEMBERED) {
            Iterator<Attempt> oldest = attempts.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** The messages of an earlier receive with this id; empty when there was none or it counts no more. */
    List<Entry> find(String id, long now) {
        Attempt attempt = id.isEmpty() ? null : attempts.get(id);
        if (attempt == null) {
            return List.of();
        }
        if (attempt.isOver(now) || !attempt.given.stream().allMatch(Given::isUnchanged)) {
            attempts.remove(id);
            return List.of();
        }
        return attempt.given.stream().map(Given::entry).toList();
    }

    /** Whether any attempt may still be repeated. */
    boolean isRemembering(long now) {
        return attempts.values().stream().anyMatch(attempt -> !attempt.isOver(now));
    }

    /** A message was deleted, or its visibility changed. */
    void forget(Entry entry) {
        if (!attempts.isEmpty()) {
            attempts.values().removeIf(attempt -> attempt.given.stream().anyMatch(given -> given.entry == entry));
        }
    }

    void clear() {
        attempts.clear();
    }

    private record Attempt(List<Given> given, long at) {
        boolean isOver(long now) {
            return now - at >= INTERVAL_MILLIS;
        }
    }

    private record Given(Entry entry, int nonce) {
        boolean isUnchanged() {
            return entry.place == Entry.Place.IN_FLIGHT && entry.nonce == nonce;
        }
    }
}

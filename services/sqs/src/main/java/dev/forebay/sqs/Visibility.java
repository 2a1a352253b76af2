package dev.forebay.sqs;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The messages of a queue that were received and are still there, and when those in flight become visible again. */
final class Visibility {
    private static final Comparator<Entry> BY_TIME = (a, b) ->
            a.visibleAt != b.visibleAt ? Long.compare(a.visibleAt, b.visibleAt) : Long.compare(a.sequence, b.sequence);

    private final Map<Long, Entry> received = new HashMap<>();
    private final TreeSet<Entry> inFlight = new TreeSet<>(BY_TIME);

    /** The entry of a message that was received and not deleted; null when there is none. */
    Entry find(long sequence) {
        return received.get(sequence);
    }

    boolean contains(long sequence) {
        return received.containsKey(sequence);
    }

    int inFlight() {
        return inFlight.size();
    }

    int size() {
        return received.size();
    }

    /** Puts a message in flight until the given time. */
    void hide(Entry entry, long visibleAt) {
        if (entry.place == Entry.Place.IN_FLIGHT) {
            inFlight.remove(entry);
        }
        entry.visibleAt = visibleAt;
        entry.place = Entry.Place.IN_FLIGHT;
        inFlight.add(entry);
        received.put(entry.sequence, entry);
    }

    /** Knows a message that was received before and is visible. */
    void remember(Entry entry) {
        received.put(entry.sequence, entry);
    }

    /** Takes a message out of flight and forgets it. */
    void forget(Entry entry) {
        if (entry.place == Entry.Place.IN_FLIGHT) {
            inFlight.remove(entry);
        }
        if (entry.place != Entry.Place.UNREAD) {
            received.remove(entry.sequence);
        }
    }

    /** The sequences of known messages from one on. */
    Set<Long> from(long sequence) {
        return received.keySet().stream().filter(known -> known >= sequence).collect(Collectors.toSet());
    }

    /** The next message whose time is over, taken out of flight; null when there is none. */
    Entry pollExpired(long now) {
        if (inFlight.isEmpty() || inFlight.first().visibleAt > now) {
            return null;
        }
        Entry entry = inFlight.pollFirst();
        entry.place = Entry.Place.RETURNED;
        return entry;
    }

    /** When the next message becomes visible; {@code Long.MAX_VALUE} when none is in flight. */
    long nextAt() {
        return inFlight.isEmpty() ? Long.MAX_VALUE : inFlight.first().visibleAt;
    }

    void clear() {
        received.values().forEach(entry -> entry.place = Entry.Place.GONE);
        received.clear();
        inFlight.clear();
    }
}

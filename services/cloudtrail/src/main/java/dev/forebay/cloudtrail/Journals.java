package dev.forebay.cloudtrail;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.Pending;
import dev.forebay.store.Scan;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The journals of all places. A place gets one with its first event. Any thread. */
final class Journals {

    private final Partitions partitions;
    private final Clock clock;
    private final Map<Place, Journal> byPlace = new ConcurrentHashMap<>();

    private Journals(Partitions partitions, Clock clock) {
        this.partitions = partitions;
        this.clock = clock;
    }

    /** Finds what the store has: two look-ups a place. */
    static Journals open(Partitions partitions, Clock clock) {
        Journals journals = new Journals(partitions, clock);
        partitions.all().forEach(journals::load);
        return journals;
    }

    private void load(Partition partition) {
        byte[] from = Keys.of(partition.number(), Tables.PLACE);
        try (Scan scan = partition.store().scan(from, Keys.of(partition.number(), (byte) (Tables.PLACE + 1)))) {
            while (scan.next()) {
                Place place = Place.read(scan.value());
                byPlace.put(place, Journal.open(partition, Keys.incarnation(scan.key()), place));
            }
        }
    }

    Optional<Journal> find(Place place) {
        return Optional.ofNullable(byPlace.get(place));
    }

    Collection<Journal> all() {
        return List.copyOf(byPlace.values());
    }

    /**
     * Adds an event. A data event is durable with the next commit, within some tens of milliseconds.
     *
     * @return how many bytes of its kind wait in its place
     */
    Pending<Long> add(Place place, Event event, boolean isData) {
        Partition partition = partitions.of(place.toString());
        return partition.submit(changes -> {
            Journal journal = byPlace.get(place);
            if (journal == null) {
                journal = Journal.create(partition, place, clock.millis(), changes);
                byPlace.put(place, journal);
            }
            if (isData) {
                changes.lazily();
            }
            return (isData ? journal.data() : journal.events()).add(event, changes);
        });
    }
}

package dev.forebay.cloudwatch;

import dev.forebay.runtime.Keys;
import dev.forebay.store.Scan;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A metric's values by periods of time and by unit, in the order of time. */
record Series(SortedMap<Slot, Statistics> slots) {

    /** A period, by its first minute, and a unit. */
    record Slot(long minute, String unit) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            return minute != other.minute ? Long.compare(minute, other.minute) : unit.compareTo(other.unit);
        }

        Instant time() {
            return Instant.ofEpochMilli(minute * Minute.MILLIS);
        }
    }

    /**
     * Which minutes, and how they are put together.
     *
     * @param from   first minute
     * @param to     first minute that is not wanted
     * @param period in minutes
     * @param unit   empty for any
     */
    record Span(long from, long to, long period, Optional<String> unit) {}

    /** Reads what is durable. {@code anyUnit} puts all units together. */
    static Series read(Shelf shelf, Metric metric, Span span, boolean anyUnit) {
        SortedMap<Slot, Statistics> slots = new TreeMap<>();
        int partition = shelf.partition().number();
        byte[] from = Keys.of(partition, Tables.DATA, metric.number(), span.from);
        byte[] to = Keys.of(partition, Tables.DATA, metric.number(), span.to);
        try (Scan scan = shelf.partition().store().scan(from, to)) {
            while (scan.next()) {
                Minute minute = Minute.read(scan.value());
                if (span.unit.isEmpty() || span.unit.get().equals(minute.unit())) {
                    long first = Keys.sequence(scan.key()) - (Keys.sequence(scan.key()) - span.from) % span.period;
                    slots.merge(new Slot(first, anyUnit ? "" : minute.unit()), minute.statistics(), Statistics::plus);
                }
            }
        }
        return new Series(slots);
    }
}

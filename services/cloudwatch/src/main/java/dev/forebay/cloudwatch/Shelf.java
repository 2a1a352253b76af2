package dev.forebay.cloudwatch;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * The metrics of one partition, and of the minutes that were put lately what was put for them.
 *
 * <p>A put adds to its minute in memory and writes the minute's row again, so that however much is put for a minute, it takes one row.
 * If memory has forgotten the minute, what is put begins another part of it: nothing is read to write.
 */
final class Shelf {
    /** More than one put can name, so that nothing is forgotten while it is put. */
    private static final int MINUTES_IN_MEMORY = 4_000;

    private final Partition partition;
    private final int maxMetrics;
    private final Map<MetricName, Metric> byName = new ConcurrentHashMap<>();
    private final Map<Place, NavigableMap<Long, Metric>> byPlace = new ConcurrentHashMap<>();
    /** Used under the partition's lock. */
    private final Map<MinuteName, Part> minutes = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<MinuteName, Part> eldest) {
            return size() > MINUTES_IN_MEMORY;
        }
    };

    /** {@code maxMetrics}: how many an account may have in a region. */
    Shelf(Partition partition, int maxMetrics) {
        this.partition = partition;
        this.maxMetrics = maxMetrics;
    }

    Partition partition() {
        return partition;
    }

    /** Reads the metrics' names from the store. */
    void load() {
        try (Scan scan = store().scan(Keys.of(partition.number(), Tables.METRIC), Keys.of(partition.number(), (byte) (Tables.METRIC + 1)))) {
            while (scan.next()) {
                add(new Metric(MetricName.read(scan.value()), Keys.incarnation(scan.key())));
            }
        }
    }

    Optional<Metric> find(MetricName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** An account's metrics in a region whose numbers come after one. */
    Collection<Metric> list(Place place, long after) {
        return at(place).tailMap(after, false).values();
    }

    Collection<Metric> all() {
        return byName.values();
    }

    /** Adds to what was put. All are of one place. */
    void put(Place place, List<Measurement> measurements) {
        store().requireSpace();
        partition.decide(changes -> {
            Set<MetricName> fresh = measurements.stream().map(Measurement::metric).filter(name -> !byName.containsKey(name)).collect(Collectors.toSet());
            if (at(place).size() + fresh.size() > maxMetrics && !fresh.isEmpty()) {
                changes.revealsEverything();
                throw CloudWatchErrors.tooManyMetrics(maxMetrics);
            }
            Map<MinuteName, Part> changed = new HashMap<>();
            for (Measurement one : measurements) {
                Metric metric = byName.containsKey(one.metric()) ? byName.get(one.metric()) : create(one.metric(), changes);
                metric.countPut();
                MinuteName name = new MinuteName(metric.number(), one.minute(), one.values().unit());
                Part part = sum(minutes.get(name), one.values().statistics(), changes);
                minutes.put(name, part);
                changed.put(name, part);
            }
            changed.forEach((name, part) -> changes.batch().putLatest(
                    Keys.of(partition.number(), Tables.DATA, name.metric, name.minute, part.number), new Minute(name.unit, part.statistics).write()));
            return null;
        });
    }

    private Part sum(Part before, Statistics more, Changes changes) {
        return before == null
                ? new Part(partition.newIncarnation(changes), more)
                : new Part(before.number, before.statistics.plus(more));
    }

    private Metric create(MetricName name, Changes changes) {
        Metric metric = new Metric(name, partition.newIncarnation(changes));
        changes.batch().put(Keys.of(partition.number(), Tables.METRIC, metric.number()), name.write());
        add(metric);
        return metric;
    }

    /** Removes what is older, and the metric if nothing of it is left. */
    void expire(Metric metric, long beforeMinute) {
        long puts = metric.puts();
        // What was put before this is durable after it, and so is seen below.
        partition.settle();
        byte[] from = Keys.of(partition.number(), Tables.DATA, metric.number());
        byte[] bound = Keys.of(partition.number(), Tables.DATA, metric.number(), beforeMinute);
        boolean old = hasAny(from, bound);
        boolean empty = !hasAny(bound, Keys.of(partition.number(), Tables.DATA, metric.number() + 1));
        if (!old && !empty) {
            return;
        }
        partition.decide(changes -> {
            changes.batch().deleteRange(from, bound);
            minutes.keySet().removeIf(name -> name.metric == metric.number() && name.minute < beforeMinute);
            if (empty && metric.puts() == puts) {
                changes.batch().delete(Keys.of(partition.number(), Tables.METRIC, metric.number()));
                byName.remove(metric.name());
                at(metric.name().place()).remove(metric.number());
            }
            return null;
        });
    }

    private boolean hasAny(byte[] from, byte[] to) {
        try (Scan scan = store().scan(from, to)) {
            return scan.next();
        }
    }

    /** Whether there is anything from a minute on. */
    boolean hasSince(Metric metric, long minute) {
        return hasAny(Keys.of(partition.number(), Tables.DATA, metric.number(), minute), Keys.of(partition.number(), Tables.DATA, metric.number() + 1));
    }

    private NavigableMap<Long, Metric> at(Place place) {
        return byPlace.computeIfAbsent(place, _ -> new ConcurrentSkipListMap<>());
    }

    private void add(Metric metric) {
        byName.put(metric.name(), metric);
        at(metric.name().place()).put(metric.number(), metric);
    }

    private Store store() {
        return partition.store();
    }

    private record MinuteName(long metric, long minute, String unit) {}

    private record Part(long number, Statistics statistics) {}
}

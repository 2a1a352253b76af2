package dev.forebay.kinesis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives streams on demand the shards they need: AWS: capacity for twice the peak of the last thirty days. Measured minute by minute; grown
 * by doubling as soon as the peak asks for it, shrunk by halving once thirty days have not.
 *
 * <p>Peaks are not stored: after a start, and after a switch to this mode, a stream counts as if its shards had just been half used.
 */
final class OnDemand {
    private static final long MINUTE_MILLIS = 60_000;
    private static final int DAYS = 30;
    private static final int MINUTES_OF_DAY = 24 * 60;

    private final KinesisService service;
    private final Environment environment;
    private final Map<Stream, Peaks> peaks = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    OnDemand(KinesisService service) {
        this.service = service;
        this.environment = service.environment();
    }

    void start() {
        long period = Math.max(1, (long) (MINUTE_MILLIS * environment.config().onDemandTime()));
        environment.timers().at(environment.now() + period, () -> {
            if (!stopped) {
                round(period);
                start();
            }
        });
    }

    void stop() {
        stopped = true;
    }

    private void round(long period) {
        peaks.keySet().removeIf(stream -> stream.isGone() || stream.settings().mode() != StreamMode.ON_DEMAND);
        for (Stream stream : service.catalog().all()) {
            if (stream.settings().mode() == StreamMode.ON_DEMAND && stream.record().status() == StreamStatus.ACTIVE) {
                scale(stream, period);
            }
        }
    }

    private void scale(Stream stream, long period) {
        int open = stream.shards().openCount();
        double busy = stream.shards().all().stream().mapToDouble(shard -> shard.load().takeShardSeconds()).sum() / (period / 1_000.0);
        Peaks known = peaks.get(stream);
        if (known == null) {
            // What was counted goes back to who knows when.
            peaks.put(stream, new Peaks(open / 2.0));
            return;
        }
        known.add(busy);
        double needed = 2 * known.highest();
        if (needed > open && 2 * open <= StreamOperations.MAX_SHARDS_OF_STREAM) {
            divide(stream, open, 2 * open);
        } else if (open >= 2 * StreamOperations.ON_DEMAND_SHARDS && needed <= open / 2.0) {
            divide(stream, open, open / 2);
        }
    }

    private void divide(Stream stream, int from, int to) {
        boolean begun = stream.partition().decide(changes -> {
            boolean still = !stream.isGone() && stream.record().status() == StreamStatus.ACTIVE && stream.shards().openCount() == from
                    && stream.settings().mode() == StreamMode.ON_DEMAND;
            if (still) {
                stream.update(changes, stream.record().updating(new Change.Divide(to)));
            }
            return still;
        });
        if (begun) {
            service.states().settleLater(stream);
        }
    }

    /** The highest load of each of the last thirty days, in shards. */
    private static final class Peaks {
        private final Deque<Double> days = new ArrayDeque<>();
        private int minutes;

        Peaks(double assumed) {
            days.add(assumed);
        }

        void add(double shards) {
            if (++minutes > MINUTES_OF_DAY) {
                minutes = 1;
                days.addLast(0.0);
                if (days.size() > DAYS) {
                    days.removeFirst();
                }
            }
            days.addLast(Math.max(days.removeLast(), shards));
        }

        double highest() {
            return days.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }
    }
}

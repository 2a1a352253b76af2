package dev.forebay.kinesis;

import dev.forebay.runtime.Keys;
import dev.forebay.store.Scan;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Removes what has been kept long enough from the disk: whole ranges at a time, up to a row of the TIME table. Readers do not see it
 * any more even before, to the millisecond. A closed shard goes when its last record has.
 */
final class Retention {
    private static final long ROUND_MILLIS = 10 * 60_000;

    private final StreamCatalog catalog;
    private final Environment environment;
    private volatile boolean stopped;

    Retention(StreamCatalog catalog, Environment environment) {
        this.catalog = catalog;
        this.environment = environment;
    }

    void start() {
        environment.timers().at(environment.now() + ROUND_MILLIS, () -> {
            if (!stopped) {
                start();
                catalog.all().forEach(this::trim);
                environment.seals().forget(catalog);
            }
        });
    }

    void stop() {
        stopped = true;
    }

    /** Removes what is past a stream's horizon. */
    void trim(Stream stream) {
        try {
            long horizon = stream.horizon();
            for (Shard shard : stream.shards().all()) {
                ShardRecord record = shard.record();
                if (!record.isOpen() && record.closedAt() < horizon) {
                    forget(stream, shard);
                } else if (shard.tip().first() < shard.tip().next()) {
                    trim(stream, shard, horizon);
                }
            }
        } catch (ResourceNotFoundException deletedMeanwhile) {
            // Nothing is left to trim.
            return;
        }
    }

    private void forget(Stream stream, Shard shard) {
        stream.decide((changes, now) -> {
            stream.forget(changes, shard);
            return null;
        });
    }

    private void trim(Stream stream, Shard shard, long horizon) {
        Mark mark = newestMark(shard, horizon);
        boolean all = shard.tip().newest() < horizon;
        if (!all && mark.index <= shard.tip().first()) {
            return;
        }
        stream.decide((changes, now) -> {
            if (stream.shards().get(shard.record().number()) != shard) {
                // Another round has removed it: nothing of it may be written any more.
                return null;
            }
            // Records may have come meanwhile, and none of them is past the horizon.
            boolean still = shard.tip().newest() < horizon;
            shard.trim(changes, still ? shard.tip().next() : Math.max(mark.index, shard.tip().first()), mark.at);
            return null;
        });
    }

    /** The newest row of the TIME table that is not after a time. */
    private Mark newestMark(Shard shard, long horizon) {
        long incarnation = shard.record().incarnation();
        Mark newest = new Mark(0, 0);
        try (Scan scan = environment.store().scan(Keys.of(shard.partition(), Tables.TIME, incarnation),
                Keys.of(shard.partition(), Tables.TIME, incarnation, Math.max(0, horizon)))) {
            while (scan.next()) {
                newest = new Mark(Keys.sequence(scan.key()), Keys.number(scan.value()));
            }
        }
        return newest;
    }

    /** A row of the TIME table. */
    private record Mark(long at, long index) {}
}

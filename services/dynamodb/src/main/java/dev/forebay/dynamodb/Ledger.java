package dev.forebay.dynamodb;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Commit;
import dev.forebay.runtime.Partition;
import dev.forebay.store.Store;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What was decided lately about the rows of a partition, so that a decision knows their state without reading the store.
 *
 * <p>A decision is prepared by reading its rows from the store, without the lock ({@link Probe}). Under the lock, a row that
 * the ledger has is as the ledger says, durable or not. All others are as the probe says: whatever was decided about them has left
 * the ledger, and so was durable; unless it left after the probe was taken, which {@code forgotten} tells. Then the
 * store is read again.
 *
 * <p>Rows leave when they are durable and there is too much; so what is kept is bounded by that and by what the store lets
 * in. Used under the partition's lock, but for what says otherwise.
 */
final class Ledger {
    /** Enough that a probe is seldom overtaken. */
    private static final long KEPT_BYTES = 2 << 20;

    private static final int ENTRY_OVERHEAD = 200;

    private final Partition partition;
    private final long keptBytes;
    private final LinkedHashMap<ByteBuffer, Entry> entries = new LinkedHashMap<>();
    private long bytes;
    private long forgotten;

    Ledger(Partition partition) {
        this(partition, KEPT_BYTES);
    }

    Ledger(Partition partition, long keptBytes) {
        this.partition = partition;
        this.keptBytes = keptBytes;
    }

    Partition partition() {
        return partition;
    }

    /**
     * Decides about rows whose state is known, and returns when the decision is durable. Not for use under the lock.
     *
     * @param keys     the rows that the decision will look at
     * @param decision refuses by throwing before it has changed anything; may be begun, not finished, several times
     */
    <R> R decide(Collection<byte[]> keys, BiFunction<Rows, Changes, R> decision) {
        Optional<R> reply = Optional.empty();
        while (reply.isEmpty()) {
            reply = decide(probe(keys), decision);
        }
        return reply.get();
    }

    /** The same with what was read before; empty when that is out of date. */
    <R> Optional<R> decide(Probe probe, BiFunction<Rows, Changes, R> decision) {
        return partition.decide(changes -> {
            forget();
            return forgotten > probe.seen ? Optional.empty() : Optional.of(decision.apply(new Rows(probe, changes), changes));
        });
    }

    /** Reads rows. Not for use under the lock. */
    Probe probe(Collection<byte[]> keys) {
        Probe probe = newProbe();
        keys.forEach(key -> partition.store().get(key).ifPresent(value -> probe.found(key, value)));
        return probe;
    }

    /** For who reads rows himself, after this. */
    Probe newProbe() {
        return new Probe(partition.store().durable());
    }

    private void forget() {
        Store store = partition.store();
        Iterator<Entry> oldest = entries.values().iterator();
        while (bytes > keptBytes && oldest.hasNext()) {
            Entry entry = oldest.next();
            long commit = entry.commit.number();
            if (commit > store.durable()) {
                return;
            }
            forgotten = Math.max(forgotten, commit);
            bytes -= entry.bytes;
            oldest.remove();
        }
    }

    private void remember(ByteBuffer key, Optional<byte[]> value, Commit commit) {
        Entry entry = new Entry(value, commit, key.capacity() + value.map(some -> some.length).orElse(0) + ENTRY_OVERHEAD);
        Entry before = entries.remove(key);
        bytes += entry.bytes - (before == null ? 0 : before.bytes);
        entries.put(key, entry);
    }

    /** The rows that a decision looks at and changes. */
    final class Rows {
        private final Probe probe;
        private final Changes changes;

        private Rows(Probe probe, Changes changes) {
            this.probe = probe;
            this.changes = changes;
        }

        /** The value of a row that was probed. The reply reveals it. */
        Optional<byte[]> get(byte[] key) {
            ByteBuffer name = ByteBuffer.wrap(key);
            Entry entry = entries.get(name);
            if (entry == null) {
                return Optional.ofNullable(probe.values.get(name));
            }
            changes.reveals(entry.commit);
            return entry.value;
        }

        void put(byte[] key, byte[] value) {
            changes.batch().put(key, value);
            remember(ByteBuffer.wrap(key), Optional.of(value), changes.commit());
        }

        void delete(byte[] key) {
            changes.batch().delete(key);
            remember(ByteBuffer.wrap(key), Optional.empty(), changes.commit());
        }
    }

    /** Rows as the store had them, and the newest commit that the store surely had then. */
    static final class Probe {
        private final long seen;
        private final Map<ByteBuffer, byte[]> values = new HashMap<>();

        private Probe(long seen) {
            this.seen = seen;
        }

        void found(byte[] key, byte[] value) {
            values.put(ByteBuffer.wrap(key), value);
        }
    }

    private record Entry(Optional<byte[]> value, Commit commit, int bytes) {}
}

package dev.forebay.sqs;

import dev.forebay.runtime.Deduplication;
import dev.forebay.runtime.Keys;
import dev.forebay.sqs.Backlog.Piece;
import dev.forebay.sqs.Delays.Horizon;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads a queue's messages from the store: after a restart, and when memory runs low. Each
 * reading is three steps: agree under the partition's lock on what to read; wait until all that was decided is durable
 * and read; hand what was read to {@link Contents} under the lock.
 *
 * <p>{@link Queue#turn} lets one thread of a queue read at a time. It is held across reading, but never together with the
 * partition's lock by anybody who waits for it.
 */
final class QueueLoader {
    private final Queue queue;
    private final AtomicBoolean inBackground = new AtomicBoolean();

    QueueLoader(Queue queue) {
        this.queue = queue;
    }

    /** Builds the contents from what the store holds. */
    Contents recover() {
        queue.turn().lock();
        try {
            if (queue.isLoaded()) {
                return queue.contents();
            }
            queue.partition().decide(changes -> {
                queue.requireAlive();
                changes.revealsEverything();
                return null;
            });
            Contents recovered = read();
            return queue.partition().decide(changes -> {
                queue.requireAlive();
                queue.contents(recovered);
                return recovered;
            });
        } finally {
            queue.turn().unlock();
        }
    }

    private Optional<Deduplication> deduplication() {
        return queue.isFifo()
                ? Optional.of(Deduplication.open(store(), partition(), Tables.DEDUP, queue.incarnation(), store().durable()))
                : Optional.empty();
    }

    private Contents read() {
        Environment environment = queue.environment();
        Counters counters = store().get(Keys.of(partition(), Tables.COUNTERS, queue.incarnation()))
                .map(Counters::read)
                .orElse(Counters.ZERO);
        Home home = new Home(partition(), queue.incarnation(), environment.cache(), deduplication(), environment.random());
        Contents contents = new Contents(home, () -> queue.attributes().delaySeconds(), queue::retentionMillis, counters);
        List<Entry> received = new ArrayList<>();
        try (Scan scan = scan(Tables.RECEIPT)) {
            while (scan.next()) {
                received.add(ReceiptFormat.read(Keys.sequence(scan.key()), scan.value()));
            }
        }
        Map<Long, Entry> underWay = new HashMap<>();
        try (Scan scan = scan(Tables.TRANSFER)) {
            while (scan.next()) {
                long sequence = Keys.sequence(scan.key());
                store().get(messageKey(sequence)).ifPresent(bytes -> {
                    Entry entry = Entry.of(sequence, bytes);
                    entry.bytes = null;
                    underWay.put(sequence, entry);
                });
            }
        }
        contents.recover(received, underWay, environment.clock().millis());
        return contents;
    }

    /** Loads more of what a receive is waiting for. */
    void load() {
        queue.turn().lock();
        try {
            loadDelays();
            loadBacklog();
        } finally {
            queue.turn().unlock();
        }
    }

    /** Loads more on another thread. */
    void loadInBackground() {
        if (inBackground.compareAndSet(false, true)) {
            queue.environment().timers().at(queue.environment().clock().millis(), () -> {
                try {
                    load();
                } finally {
                    inBackground.set(false);
                }
            });
        }
    }

    private void loadBacklog() {
        Optional<Piece> begun = queue.decide((changes, now) -> {
            changes.revealsEverything();
            return queue.contents().beginLoading();
        });
        if (begun.isEmpty()) {
            return;
        }
        Piece piece = begun.get();
        List<Entry> entries = new ArrayList<>();
        long end = piece.from();
        try {
            end = read(piece, entries);
        } finally {
            long to = end;
            queue.decide((changes, now) -> {
                queue.contents().loaded(piece, entries, to);
                queue.callIfMore(changes);
                return null;
            });
        }
    }

    /** Reads messages of a piece; returns where it stopped. */
    private long read(Piece piece, List<Entry> into) {
        int bytes = 0;
        int maxBytes = queue.environment().cache().isTight() ? Piece.FEW_BYTES : Piece.MAX_BYTES;
        try (Scan scan = store().scan(messageKey(piece.from()), messageKey(piece.to()))) {
            while (scan.next()) {
                if (into.size() >= Piece.MAX_MESSAGES || bytes >= maxBytes) {
                    return Keys.sequence(scan.key());
                }
                Entry entry = Entry.of(Keys.sequence(scan.key()), scan.value());
                bytes += entry.bytes.length;
                into.add(entry);
            }
        }
        return piece.to();
    }

    private void loadDelays() {
        Optional<Horizon> begun = queue.decide((changes, now) -> {
            changes.revealsEverything();
            return queue.contents().beginLoadingDelays(now);
        });
        if (begun.isEmpty()) {
            return;
        }
        Horizon from = begun.get();
        List<Entry> entries = new ArrayList<>();
        boolean complete = false;
        try {
            complete = readDelays(from, entries);
        } finally {
            boolean all = complete;
            queue.decide((changes, now) -> {
                queue.contents().loadedDelays(from, entries, all);
                return null;
            });
        }
    }

    /** Reads delayed messages from a horizon on; returns whether those were all. */
    private boolean readDelays(Horizon from, List<Entry> into) {
        byte[] first = Keys.of(partition(), Tables.DELAY, queue.incarnation(), from.dueAt(), from.sequence());
        try (Scan scan = store().scan(first, Keys.of(partition(), Tables.DELAY, queue.incarnation() + 1))) {
            while (scan.next()) {
                if (into.size() >= Piece.MAX_MESSAGES) {
                    return false;
                }
                store().get(messageKey(Keys.minor(scan.key()))).ifPresent(bytes -> {
                    Entry entry = Entry.of(Keys.minor(scan.key()), bytes);
                    entry.bytes = null;
                    into.add(entry);
                });
            }
        }
        return true;
    }

    /** Looks for messages of quiet tenants. */
    void searchLanes(LaneSearch.Sought sought) {
        queue.turn().lock();
        try {
            queue.decide((changes, now) -> {
                changes.revealsEverything();
                queue.contents().beginReading();
                return null;
            });
            LaneSearch.Found found = new LaneSearch.Found(List.of(), 0, false);
            try {
                found = LaneSearch.search(store(), partition(), queue.incarnation(), sought);
            } finally {
                LaneSearch.Found all = found;
                queue.decide((changes, now) -> {
                    queue.contents().found(all);
                    return null;
                });
            }
        } finally {
            queue.turn().unlock();
        }
    }

    private Scan scan(byte table) {
        return store().scan(
                Keys.of(partition(), table, queue.incarnation()), Keys.of(partition(), table, queue.incarnation() + 1));
    }

    private byte[] messageKey(long sequence) {
        return Keys.of(partition(), Tables.MESSAGE, queue.incarnation(), sequence);
    }

    private Store store() {
        return queue.environment().store();
    }

    private int partition() {
        return queue.partition().number();
    }
}

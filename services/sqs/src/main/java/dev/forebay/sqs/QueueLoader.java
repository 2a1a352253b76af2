package dev.forebay.sqs;

import dev.forebay.runtime.Keys;
import dev.forebay.sqs.Backlog.Piece;
import dev.forebay.sqs.Delays.Horizon;
import dev.forebay.sqs.Queue.Counts;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads a queue's messages from the store: after a restart, when the backlog runs low, when something expires. Each
 * reading is three steps: agree under the partition's lock on what to read; wait until all that was decided is durable
 * and read; hand what was read to {@link Contents} under the lock.
 *
 * <p>{@code turn} lets one thread of a queue read at a time. It is held across reading, but never together with the
 * partition's lock by anybody who waits for it.
 */
final class QueueLoader {
    private final Queue queue;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicBoolean inBackground = new AtomicBoolean();
    /** When the oldest message expires, as far as is known. */
    private volatile long expiresAt;

    QueueLoader(Queue queue) {
        this.queue = queue;
    }

    /** Builds the contents from what the store holds. */
    Contents recover() {
        turn.lock();
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
            turn.unlock();
        }
    }

    private Contents read() {
        Environment environment = queue.environment();
        Counters counters = store().get(Keys.of(partition(), Tables.COUNTERS, queue.incarnation()))
                .map(Counters::read)
                .orElse(Counters.ZERO);
        Home home = new Home(partition(), queue.incarnation(), environment.cache(), store().durable(), environment.random());
        Contents contents = new Contents(home, queue.isFifo(), () -> queue.attributes().delaySeconds(), this::retentionMillis, counters);
        List<Entry> received = new ArrayList<>();
        try (Scan scan = scan(Tables.RECEIPT)) {
            while (scan.next()) {
                received.add(ReceiptFormat.read(Keys.sequence(scan.key()), scan.value()));
            }
        }
        Set<Long> underWay = new HashSet<>();
        try (Scan scan = scan(Tables.TRANSFER)) {
            while (scan.next()) {
                underWay.add(Keys.sequence(scan.key()));
            }
        }
        contents.recover(received, underWay, environment.clock().millis());
        return contents;
    }

    /** Loads more of what a receive is waiting for. */
    void load() {
        turn.lock();
        try {
            loadDelays();
            loadBacklog();
        } finally {
            turn.unlock();
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
        turn.lock();
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
            turn.unlock();
        }
    }

    /** Removes what has expired, oldest first. Costs nothing as long as nothing can have. */
    void expire() {
        if (queue.environment().clock().millis() < expiresAt) {
            return;
        }
        turn.lock();
        try {
            while (queue.environment().clock().millis() >= expiresAt) {
                expirePiece();
            }
        } finally {
            turn.unlock();
        }
    }

    /** The retention has changed: what was known of the oldest message's end is void. */
    void retentionChanged() {
        expiresAt = 0;
    }

    boolean mayExpire() {
        return queue.environment().clock().millis() >= expiresAt;
    }

    /** Looks at the oldest message in the store, and remembers when it expires. */
    boolean hasExpired() {
        long retention = retentionMillis();
        long now = queue.environment().clock().millis();
        try (Scan scan = scan(Tables.MESSAGE)) {
            long sentAt = scan.next() ? Message.of(scan.value()).sentAt() : now;
            if (sentAt + retention <= now) {
                return true;
            }
            expiresAt = sentAt + retention;
            return false;
        }
    }

    private void expirePiece() {
        long retention = retentionMillis();
        Piece piece = queue.decide((changes, now) -> {
            changes.revealsEverything();
            queue.contents().beginReading();
            return new Piece(queue.contents().floor(), queue.contents().tail());
        });
        List<Entry> expired = new ArrayList<>();
        long now = queue.environment().clock().millis();
        long next = piece.to();
        long oldest = now;
        try (Scan scan = store().scan(messageKey(piece.from()), messageKey(piece.to()))) {
            while (scan.next()) {
                Entry entry = Entry.of(Keys.sequence(scan.key()), scan.value());
                entry.bytes = null;
                if (entry.sentAt + retention > now || expired.size() >= Piece.MAX_MESSAGES) {
                    next = entry.sequence;
                    oldest = entry.sentAt;
                    break;
                }
                expired.add(entry);
            }
        } finally {
            long floor = next;
            queue.decide((changes, time) -> {
                queue.contents().expire(changes, expired, floor, time);
                return null;
            });
        }
        expiresAt = Math.max(oldest + retention, expired.size() < Piece.MAX_MESSAGES ? now + 1 : 0);
    }

    /** Counts messages; reads only where delayed ones lie beyond what is in memory. */
    Counts counts() {
        Snapshot seen = queue.decide((changes, now) -> {
            changes.revealsEverything();
            Contents contents = queue.contents();
            contents.advance(changes, now);
            boolean vague = contents.delays().isVague(now);
            Counts counts = new Counts(contents.visible(), contents.inFlight(), contents.delays().total());
            Horizon horizon = vague ? contents.delays().horizon() : Horizon.NONE;
            return new Snapshot(counts, horizon, contents.inBacklog(), contents.tail(), now);
        });
        long due = seen.horizon.equals(Horizon.NONE) ? 0 : countDue(seen.horizon, seen.now);
        long young = queue.isFifo() && queue.attributes().delaySeconds() > 0 ? countYoung(seen) : 0;
        Counts counts = seen.counts;
        return new Counts(counts.visible() + due - young, counts.inFlight(), counts.delayed() - due + young);
    }

    private long countDue(Horizon from, long now) {
        long due = 0;
        byte[] first = Keys.of(partition(), Tables.DELAY, queue.incarnation(), from.dueAt(), from.sequence());
        try (Scan scan = store().scan(first, Keys.of(partition(), Tables.DELAY, queue.incarnation(), now + 1))) {
            while (scan.next()) {
                due++;
            }
        }
        return due;
    }

    /**
     * Messages of a FIFO queue that its delay still hides: the youngest of the backlog, found by halving, for times grow
     * with sequences. Those that were received, or read past, before the delay was set are not hidden.
     */
    private long countYoung(Snapshot seen) {
        long dueIfSentBefore = seen.now - queue.attributes().delaySeconds() * 1000L;
        long low = 0;
        long high = seen.tail;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (isOld(middle, seen.tail, dueIfSentBefore)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.min(seen.inBacklog, seen.tail - low);
    }

    private boolean isOld(long from, long tail, long dueIfSentBefore) {
        try (Scan scan = store().scan(messageKey(from), messageKey(tail))) {
            return scan.next() && Message.of(scan.value()).sentAt() <= dueIfSentBefore;
        }
    }

    private long retentionMillis() {
        return queue.attributes().messageRetentionPeriod() * 1000L;
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

    private record Snapshot(Counts counts, Horizon horizon, long inBacklog, long tail, long now) {}
}

package dev.forebay.sqs;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Deduplication;
import dev.forebay.runtime.Deduplication.Original;
import dev.forebay.runtime.Deduplication.Probe;
import dev.forebay.store.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The messages of one queue: where each of them is, and what every operation does to it in memory and in the store.
 * All methods are decisions, made under the partition's lock; none reads the store.
 */
final class Contents {
    /** AWS: messages in flight, for both kinds of queue. */
    static final int MAX_IN_FLIGHT = 120_000;

    /** AWS: a message is hidden for twelve hours at most, counted from its receive. */
    static final long MAX_HIDDEN_MILLIS = 43_200_000;

    /** Messages that one receive drops because they have expired, before it gives up looking. */
    private static final int MAX_DROPPED = 1_000;

    private final int partition;
    private final long incarnation;
    private final boolean fifo;
    private final Cache cache;
    private final Rows rows;
    private final RandomGenerator random;
    private final LongSupplier retentionMillis;
    private final Visibility visibility = new Visibility();
    private final Backlog backlog;
    private final Delays delays;
    private final Order order;
    /** FIFO queues only. */
    private final Optional<Deduplication> deduplication;
    private final Departures departures;
    private final ReceiveAttempts attempts = new ReceiveAttempts();
    /** Unread messages that are about to be deleted by a handle from before a crash. */
    private final Set<Long> doomed = new HashSet<>(0);

    /** Scans of the store under way; what is erased meanwhile must not come back with what they read. */
    private int reading;

    private final Set<Long> erasedWhileReading = new HashSet<>(0);

    private long stored;
    private long floor;
    private long purgedAt;

    Contents(Home home, IntSupplier fifoDelay, LongSupplier retentionMillis, Counters counters) {
        this.retentionMillis = retentionMillis;
        this.deduplication = home.deduplication();
        this.fifo = deduplication.isPresent();
        this.departures = new Departures(fifo);
        this.partition = home.partition();
        this.incarnation = home.incarnation();
        this.cache = home.cache();
        this.rows = new Rows(home, fifo, counters.delayed());
        this.random = home.random();
        backlog = new Backlog(cache, counters.cursor(), counters.tail());
        delays = new Delays(counters.delayed());
        order = fifo ? new FifoOrder(backlog, cache, fifoDelay) : new StandardOrder(backlog, cache);
        stored = counters.stored();
        floor = counters.floor();
        purgedAt = counters.purgedAt();
    }

    /** Takes what a restart finds in the store: messages that were received, and those on their way elsewhere. */
    void recover(List<Entry> received, Map<Long, Entry> underWay, long now) {
        for (Entry entry : received) {
            if (underWay.containsKey(entry.sequence)) {
                continue;
            }
            // One that is visible again but too old leaves at the first chance, as if it came back then.
            if (entry.visibleAt > now || isTooOld(entry, now)) {
                visibility.hide(entry, entry.visibleAt);
                order.taken(entry, now);
            } else {
                visibility.remember(entry);
                order.returned(entry);
            }
        }
        underWay.values().forEach(this::depart);
    }

    /** Adds a message, unless it repeats one. Call only when its id is known. */
    Sent send(Changes changes, Outgoing outgoing, Probe probe, Store store, long now) {
        Message message = outgoing.message();
        String key = outgoing.deduplicationKey();
        if (!key.isEmpty()) {
            Optional<Original> original = deduplication.orElseThrow().find(key, probe, changes, now);
            if (original.isPresent()) {
                return new Sent(original.get().messageId(), original.get().sequence());
            }
        }
        message.stamp(now, outgoing.delayMillis() > 0 ? now + outgoing.delayMillis() : 0);
        long sequence = insert(changes, message);
        if (!key.isEmpty()) {
            deduplication.orElseThrow().remember(key, new Original(message.id(), sequence, now), changes, store);
        }
        return new Sent(message.id(), sequence);
    }

    /** Adds a message that is stamped. */
    long insert(Changes changes, Message message) {
        long sequence = backlog.tail();
        Entry entry = Entry.of(sequence, message.bytes());
        entry.commit = changes.commit();
        rows.add(changes, entry, message.row(sequence));
        if (entry.dueAt > 0) {
            backlog.skip(sequence);
            entry.bytes = null;
            delays.add(entry);
        } else {
            order.sent(entry);
        }
        stored++;
        return sequence;
    }

    Probe probe(Store store, List<String> ids, long now) {
        return deduplication.map(known -> known.probe(store, ids, now)).orElse(Probe.NONE);
    }

    /** Whether enough is known of these ids to send under them. If not, probe. */
    boolean knows(List<String> ids, Probe probe, long now) {
        return deduplication.isEmpty() || deduplication.get().knows(ids, probe, now);
    }

    /** Takes messages to be handed out. */
    Taken receive(Changes changes, Demand demand, long now) {
        advance(changes, now);
        Taken taken = new Taken(new ArrayList<>(demand.max()), new ArrayList<>(0), false);
        if (fifo && replay(changes, demand, taken, now)) {
            return taken;
        }
        if (visibility.inFlight() >= MAX_IN_FLIGHT) {
            if (fifo) {
                return taken;
            }
            throw SqsErrors.overLimit();
        }
        order.begin(now);
        int max = Math.min(demand.max(), MAX_IN_FLIGHT - visibility.inFlight());
        int dropped = 0;
        List<Entry> attempt = new ArrayList<>(demand.max());
        for (Entry entry; attempt.size() < max && dropped < MAX_DROPPED && (entry = order.next()) != null; ) {
            if (isTooOld(entry, now)) {
                erase(changes, entry);
                dropped++;
            } else if (entry.receives >= demand.maxReceives()) {
                move(changes, entry, Transfer.deadLetter(demand.deadLetterTarget()));
                taken.moved().add(entry.sequence);
            } else {
                taken.deliveries().add(take(changes, entry, demand, now));
                attempt.add(entry);
            }
        }
        order.end();
        if (dropped >= MAX_DROPPED) {
            taken = taken.unfinished();
        }
        if (!fifo && taken.moved().isEmpty() && dropped == 0) {
            changes.lazily();
        }
        if (fifo && !demand.attemptId().isEmpty() && !attempt.isEmpty()) {
            attempts.remember(demand.attemptId(), attempt, now);
        }
        return taken;
    }

    private Delivery take(Changes changes, Entry entry, Demand demand, long now) {
        if (entry.receives == 0) {
            entry.firstReceivedAt = now;
        }
        rows.undelay(changes, entry);
        entry.receives++;
        entry.receivedAt = now;
        entry.nonce = random.nextInt();
        visibility.hide(entry, now + demand.visibilityMillis());
        order.taken(entry, now);
        changes.reveals(entry.commit);
        return hand(changes, entry);
    }

    private Delivery hand(Changes changes, Entry entry) {
        rows.receipt(changes, entry);
        Delivery delivery = Delivery.of(partition, incarnation, entry);
        cache.drop(entry);
        return delivery;
    }

    /** Gives the same messages again to a receive that says it is a repetition. */
    private boolean replay(Changes changes, Demand demand, Taken taken, long now) {
        List<Entry> same = attempts.find(demand.attemptId(), now);
        for (Entry entry : same) {
            visibility.hide(entry, now + demand.visibilityMillis());
            entry.receivedAt = now;
            taken.deliveries().add(hand(changes, entry));
        }
        return !same.isEmpty();
    }

    /** Takes a message out of this queue that goes to another one: {@link #arrived} follows once it is there. */
    private void move(Changes changes, Entry entry, Transfer transfer) {
        rows.undelay(changes, entry);
        cache.drop(entry);
        depart(entry);
        changes.reveals(entry.commit);
        rows.depart(changes, entry.sequence, transfer);
    }

    private void depart(Entry entry) {
        // What it has of a receipt and a delay is not asked again: the one is erased with it, the other is gone.
        entry.hasReceipt = true;
        departures.add(entry);
        visibility.remember(entry);
    }

    /** Whether a message on its way may cross over now: the last moment at which a delete here could keep it from doing so. */
    Departures.Leave leave(long sequence, CompletableFuture<Void> landed, Runnable turn) {
        return departures.leave(sequence, landed, turn);
    }

    /** A message that was to cross over waits again. */
    void stays(long sequence) {
        departures.landed(sequence);
    }

    /** What to wait for before one says that a message is deleted: it may be about to arrive elsewhere. */
    Optional<CompletableFuture<Void>> crossing(long sequence) {
        return departures.crossing(sequence);
    }

    List<CompletableFuture<Void>> crossings() {
        return departures.crossings();
    }

    /** Takes up to so many visible messages to be moved away without being received. */
    List<Long> takeAway(Changes changes, int max, String target, long now) {
        advance(changes, now);
        order.begin(now);
        List<Long> sequences = new ArrayList<>(max);
        for (Entry entry; sequences.size() < max && (entry = order.next()) != null; ) {
            if (isTooOld(entry, now)) {
                erase(changes, entry);
            } else {
                move(changes, entry, Transfer.redrive(target));
                sequences.add(entry.sequence);
            }
        }
        order.end();
        return sequences;
    }

    /** A message that was on its way has arrived elsewhere, and leaves this queue. */
    void arrived(Changes changes, long sequence) {
        departures.landed(sequence);
        withdraw(changes, sequence);
    }

    /** Removes a message that is on its way, unless it is gone. */
    private void withdraw(Changes changes, long sequence) {
        departures.remove(sequence).ifPresent(entry -> {
            departures.turn(entry).ifPresent(changes::afterwards);
            rows.departed(changes, sequence);
            erase(changes, entry);
        });
    }

    /** A message that was on its way cannot be delivered there, and is visible here again. */
    void bounced(Changes changes, Entry back, long now) {
        departures.landed(back.sequence);
        Optional<Entry> entry = departures.remove(back.sequence);
        if (entry.isEmpty()) {
            return;
        }
        departures.turn(entry.get()).ifPresent(changes::afterwards);
        rows.departed(changes, back.sequence);
        if (isTooOld(back, now)) {
            erase(changes, entry.get());
            return;
        }
        visibility.forget(entry.get());
        back.place = Entry.Place.RETURNED;
        visibility.remember(back);
        rows.receipt(changes, back);
        order.returned(back);
    }

    /** Deletes what a handle names, if it was received since the last restart that forgot; otherwise false. */
    boolean delete(Changes changes, ReceiptHandle handle, String text, long now) {
        advance(changes, now);
        Entry entry = visibility.find(handle.sequence());
        if (entry == null) {
            return false;
        }
        if (entry.place == Entry.Place.MOVING && !fifo) {
            withdraw(changes, entry.sequence);
            return true;
        }
        boolean inFlight = entry.place == Entry.Place.IN_FLIGHT;
        if (fifo && (!inFlight || entry.nonce != handle.nonce())) {
            throw SqsErrors.receiptHandleExpired(text);
        }
        attempts.forget(entry);
        erase(changes, entry);
        if (inFlight) {
            order.left(entry, now);
        } else {
            order.withdrawn(entry);
        }
        return true;
    }

    /**
     * Keeps an unread message from being handed out while the store is asked for it. False when that is not needed: the
     * message was received meanwhile, and is deleted, or cannot exist.
     */
    boolean doom(Changes changes, ReceiptHandle handle, String text, long now) {
        long sequence = handle.sequence();
        if (sequence >= backlog.tail() || visibility.contains(sequence)) {
            delete(changes, handle, text, now);
            return false;
        }
        Entry unread = order.withdrawUnread(sequence);
        if (unread != null) {
            cache.drop(unread);
        } else {
            backlog.remove(sequence);
        }
        return doomed.add(sequence);
    }

    /** Deletes a doomed message, if the store had it and it is still to be deleted. */
    void deleteDoomed(Changes changes, long sequence, Optional<byte[]> row) {
        if (!doomed.remove(sequence) || row.isEmpty()) {
            return;
        }
        Entry known = visibility.find(sequence);
        Entry entry = known != null ? known : Entry.of(sequence, row.get());
        if (known == null && entry.dueAt > 0) {
            delays.remove(entry);
        } else if (known != null && known.place == Entry.Place.MOVING) {
            withdraw(changes, sequence);
            return;
        }
        boolean inFlight = entry.place == Entry.Place.IN_FLIGHT;
        erase(changes, entry);
        if (inFlight) {
            order.left(entry, entry.receivedAt);
        }
    }

    /** A receive that nobody could read does not count: who lacks a key must not send messages to the dead-letter queue. */
    void uncount(Changes changes, ReceiptHandle handle) {
        Entry entry = visibility.find(handle.sequence());
        if (entry != null && entry.place == Entry.Place.IN_FLIGHT && entry.nonce == handle.nonce() && entry.receives > 0) {
            entry.receives--;
            rows.receipt(changes, entry);
            changes.lazily();
        }
    }

    /** Sets anew how long a message in flight stays hidden. */
    void changeVisibility(Changes changes, ReceiptHandle handle, String text, long millis, long now) {
        advance(changes, now);
        Entry entry = visibility.find(handle.sequence());
        if (entry == null || entry.place == Entry.Place.MOVING) {
            throw SqsErrors.invalidParameter(
                    text, "ReceiptHandle", "Message does not exist or is not available for visibility timeout change.");
        }
        if (entry.place != Entry.Place.IN_FLIGHT) {
            throw SqsErrors.messageNotInflight();
        }
        if (entry.nonce != handle.nonce()) {
            throw fifo ? SqsErrors.receiptHandleExpired(text) : SqsErrors.messageNotInflight();
        }
        // AWS: the twelve hours count from the receive, and extending does not begin them anew.
        if (now + millis > entry.receivedAt + MAX_HIDDEN_MILLIS) {
            throw SqsErrors.invalidParameter(millis / 1000, "VisibilityTimeout",
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds]");
        }
        attempts.forget(entry);
        visibility.hide(entry, now + millis);
        rows.receipt(changes, entry);
        advance(changes, now);
    }

    /** Removes everything, wherever it is. */
    void purge(Changes changes, long now) {
        rows.eraseAll(changes);
        discard();
        purgedAt = now;
        floor = backlog.tail();
    }

    /** Lets go of all memory; the queue is empty. */
    void discard() {
        order.clear();
        backlog.clear();
        visibility.clear();
        delays.clear();
        attempts.clear();
        doomed.clear();
        departures.clear();
        stored = 0;
    }

    /** Removes messages that have expired, read from the store oldest first; nothing older than {@code floor} is left. */
    void expire(Changes changes, List<Entry> expired, long newFloor, long now) {
        advance(changes, now);
        for (Entry entry : expired) {
            // What lies below the floor was purged while it was read.
            if (isTooOld(entry, now) && entry.sequence >= floor) {
                expire(changes, entry);
            }
        }
        floor = Math.max(floor, Math.min(newFloor, backlog.tail()));
        endReading();
    }

    private void expire(Changes changes, Entry entry) {
        Entry known = visibility.find(entry.sequence);
        if (known != null) {
            // A message in flight is its consumer's to delete; when it comes back, it is found expired.
            if (known.place == Entry.Place.RETURNED) {
                erase(changes, known);
                order.withdrawn(known);
            }
        } else if (!doomed.contains(entry.sequence) && !erasedWhileReading.contains(entry.sequence) && isUnread(entry)) {
            erase(changes, entry);
        }
    }

    /** Whether a message that the store has is unread here, in which case it is taken out. */
    private boolean isUnread(Entry entry) {
        if (entry.dueAt > 0) {
            delays.remove(entry);
            return true;
        }
        Entry unread = order.withdrawUnread(entry.sequence);
        if (unread != null) {
            cache.drop(unread);
            return true;
        }
        boolean held = backlog.mayHold(entry.sequence);
        backlog.remove(entry.sequence);
        return held;
    }

    /** Lets time pass: what has been hidden or delayed long enough becomes visible. Returns how many messages did. */
    int advance(Changes changes, long now) {
        int visible = 0;
        for (Entry entry; (entry = visibility.pollExpired(now)) != null; visible++) {
            order.left(entry, now);
            if (isTooOld(entry, now)) {
                erase(changes, entry);
            } else {
                order.returned(entry);
            }
        }
        for (Entry entry; (entry = delays.pollDue(now)) != null; visible++) {
            visibility.remember(entry);
            order.returned(entry);
        }
        return visible;
    }

    private boolean isTooOld(Entry entry, long now) {
        return entry.sentAt + retentionMillis.getAsLong() <= now;
    }

    /** When something becomes visible by itself; {@code Long.MAX_VALUE} for never. */
    long nextAt(long now) {
        return Math.min(order.nextAt(now), Math.min(visibility.nextAt(), delays.nextAt()));
    }

    /** Writes the counters, as every change has to. */
    void save(Changes changes) {
        rows.counters(changes, new Counters(backlog.tail(), order.cursor(), floor, stored, rows.delays(), purgedAt));
    }

    /** Messages that are still in the backlog, whether in memory or only in the store. */
    long inBacklog() {
        return stored - visibility.size() - order.unread() - delays.total();
    }

    /** Messages that are neither on their way elsewhere, in flight, nor waiting for their delay to pass. */
    long visible() {
        return stored - inFlight() - delays.total();
    }

    /** Messages that are in flight, or wait here to arrive elsewhere: nobody receives them. */
    int inFlight() {
        return visibility.inFlight() + departures.size();
    }

    /** Whether a receive that found nothing should have more loaded and try again. */
    boolean wantsLoading(long now) {
        return delays.needsLoading(now) || order.wantsBacklog();
    }

    /** Whether it is time to load more, before a receive has to wait for it. */
    boolean isLow() {
        return backlog.isLow();
    }

    /** Whether somebody would be lost if this were forgotten now. */
    boolean isBusy(long now) {
        return reading > 0 || departures.size() > 0 || !doomed.isEmpty() || attempts.isRemembering(now);
    }

    boolean hasNext(long now) {
        return order.hasNext(now) || delays.needsLoading(now);
    }

    /** Lets go of cached bodies. */
    boolean forgetBacklog() {
        return backlog.forget();
    }

    Delays delays() {
        return delays;
    }

    /** The sequence that the next message gets. */
    long tail() {
        return backlog.tail();
    }

    long floor() {
        return floor;
    }

    long purgedAt() {
        return purgedAt;
    }

    /** What to look for in the lanes, where that would help. */
    Optional<LaneSearch.Sought> wantsLanes() {
        return order.wantsLanes().map(sought -> sought.knowing(visibility.from(sought.beyond())));
    }

    /** Of messages read from the store, those that are to be added to the backlog. */
    private List<Entry> unknown(List<Entry> read) {
        List<Entry> unknown = new ArrayList<>(read.size());
        for (Entry entry : read) {
            if (entry.dueAt == 0 && !visibility.contains(entry.sequence) && !order.isAhead(entry.sequence)
                    && !doomed.contains(entry.sequence) && !erasedWhileReading.contains(entry.sequence)) {
                unknown.add(entry);
            }
        }
        return unknown;
    }

    /** Begins to read a piece of the backlog, if that is needed and nobody does. */
    Optional<Backlog.Piece> beginLoading() {
        if (!backlog.isLow() && !order.wantsBacklog()) {
            return Optional.empty();
        }
        beginReading();
        return Optional.of(backlog.beginLoading(floor));
    }

    /** Takes a piece of the backlog, read up to {@code end}. */
    void loaded(Backlog.Piece piece, List<Entry> entries, long end) {
        backlog.loaded(piece, unknown(entries), end);
        endReading();
    }

    /** Begins to read delayed messages that may be due, if there may be any. */
    Optional<Delays.Horizon> beginLoadingDelays(long now) {
        if (!delays.needsLoading(now)) {
            return Optional.empty();
        }
        beginReading();
        return Optional.of(delays.beginLoading());
    }

    void loadedDelays(Delays.Horizon from, List<Entry> entries, boolean complete) {
        List<Entry> waiting = entries.stream()
                .filter(entry -> !visibility.contains(entry.sequence) && !erasedWhileReading.contains(entry.sequence))
                .toList();
        delays.loaded(from, waiting, entries, complete);
        endReading();
    }

    /** Takes what a search of the lanes found. */
    void found(LaneSearch.Found found) {
        order.found(new LaneSearch.Found(unknown(found.entries()), found.next(), found.complete()));
        endReading();
    }

    /** A scan of the store begins. Pair it with {@link #endReading}. */
    void beginReading() {
        reading++;
    }

    private void endReading() {
        if (--reading == 0) {
            erasedWhileReading.clear();
        }
    }

    /** Removes a message's rows and counts it out. */
    private void erase(Changes changes, Entry entry) {
        visibility.forget(entry);
        entry.place = Entry.Place.GONE;
        if (reading > 0) {
            erasedWhileReading.add(entry.sequence);
        }
        rows.erase(changes, entry);
        cache.drop(entry);
        stored--;
    }
}

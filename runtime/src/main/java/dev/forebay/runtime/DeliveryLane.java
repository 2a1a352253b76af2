package dev.forebay.runtime;

import dev.forebay.runtime.Deliveries.Attempt;
import dev.forebay.store.Scan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is owed to one target: reads due rows from the store, a few at a time, and makes the attempts.
 *
 * <p>In memory: when the next row is due, before which there is none but those under way; and the keys of these, which a
 * read passes over. Its lock is a leaf: nothing else is taken under it, and no I/O happens there. One thread reads at a time.
 */
final class DeliveryLane {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLane.class);

    private static final byte VERSION = 1;
    private static final int HEAD = 1 + Integer.BYTES;
    private static final long NOTHING = Long.MAX_VALUE;
    private static final long AFTER_DEFECT_MILLIS = 20_000;
    private static final long SECOND = 1_000;

    private final Deliveries deliveries;
    private final Partition partition;
    private final long lane;
    private final Attempt attempt;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Key> underWay = new HashSet<>();
    private long nextDue = NOTHING;
    private boolean reading;
    /** From which due time on to read when the lane has rested; {@code NOTHING} when it does not rest. */
    private long restingFrom = NOTHING;
    private boolean closed;
    private long timerAt = NOTHING;
    private Timers.Timer timer = () -> {};

    DeliveryLane(Deliveries deliveries, Partition partition, long lane, Attempt attempt) {
        this.deliveries = deliveries;
        this.partition = partition;
        this.lane = lane;
        this.attempt = attempt;
    }

    static byte[] row(int attempts, byte[] payload) {
        return ByteBuffer.allocate(HEAD + payload.length).put(VERSION).putInt(attempts).put(payload).array();
    }

    /** Something durable is due at this time. */
    void wake(long due) {
        lock.lock();
        try {
            nextDue = Math.min(nextDue, due);
            goOn();
        } finally {
            lock.unlock();
        }
    }

    /** No row is written from now on. */
    void close() {
        lock.lock();
        try {
            closed = true;
            timer.cancel();
        } finally {
            lock.unlock();
        }
    }

    /** Reads now, or when the next row is due; under the lock. */
    private void goOn() {
        if (restingFrom != NOTHING) {
            restingFrom = Math.min(restingFrom, nextDue);
            nextDue = NOTHING;
            return;
        }
        if (closed || reading || underWay.size() >= deliveries.attemptsAtATime() || nextDue == NOTHING || deliveries.isStopped()) {
            return;
        }
        if (nextDue <= deliveries.clock().millis()) {
            reading = true;
            deliveries.timers().soon(this::read);
        } else if (nextDue < timerAt) {
            timer.cancel();
            timerAt = nextDue;
            timer = deliveries.timers().at(nextDue, this::rang);
        }
    }

    private void rang() {
        lock.lock();
        try {
            timerAt = NOTHING;
            goOn();
        } finally {
            lock.unlock();
        }
    }

    /** Starts attempts with what is due. */
    private void read() {
        List<Row> due = new ArrayList<>();
        long now = deliveries.clock().millis();
        // What is owed from here on says so by wake, and is not lost though this read may not see it.
        lock.lock();
        Set<Key> passedOver = new HashSet<>(underWay);
        int room = deliveries.attemptsAtATime() - underWay.size();
        long from = nextDue;
        nextDue = NOTHING;
        lock.unlock();
        long next;
        try {
            next = find(from, now, room, passedOver, due);
        } catch (RuntimeException defect) {
            LOG.error("what is owed to a target cannot be read; it is tried again", defect);
            deliveries.timers().at(now + AFTER_DEFECT_MILLIS, () -> readAgain(from));
            return;
        }
        int permitted = due.isEmpty() ? 0 : attempt.permits(due.size(), now);
        lock.lock();
        try {
            if (permitted < due.size()) {
                rest(now - now % SECOND + SECOND, due.get(permitted).key.due);
                due.subList(permitted, due.size()).clear();
            }
            due.forEach(row -> underWay.add(row.key));
            nextDue = Math.min(nextDue, next);
            reading = false;
            goOn();
        } finally {
            lock.unlock();
        }
        due.forEach(row -> deliveries.timers().soon(() -> make(row)));
        deliveries.dropIfIdle(partition, lane);
    }

    /** Begins nothing until a time has come, and then reads from a due time on; under the lock. */
    private void rest(long until, long from) {
        restingFrom = from;
        deliveries.timers().at(until, this::rested);
    }

    private void rested() {
        lock.lock();
        try {
            nextDue = Math.min(nextDue, restingFrom);
            restingFrom = NOTHING;
            goOn();
        } finally {
            lock.unlock();
        }
    }

    private void readAgain(long from) {
        lock.lock();
        try {
            reading = false;
            nextDue = Math.min(nextDue, from);
            goOn();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing is owed here, as far as anybody has said. */
    boolean isIdle() {
        lock.lock();
        try {
            return underWay.isEmpty() && !reading && restingFrom == NOTHING && nextDue == NOTHING;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Collects rows that are due, and returns when the one after them is. Begins where the first can be, so as not to wade
     * through what was deleted before it.
     */
    private long find(long from, long now, int room, Set<Key> passedOver, List<Row> due) {
        int number = partition.number();
        byte[] first = Keys.of(number, deliveries.table(), lane, from);
        byte[] end = Keys.of(number, deliveries.table(), lane + 1);
        try (Scan scan = deliveries.store().scan(first, end)) {
            while (scan.next()) {
                Key key = new Key(Keys.sequence(scan.key()), Keys.minor(scan.key()));
                if (passedOver.contains(key)) {
                    continue;
                }
                if (due.size() == room || key.due > now) {
                    return key.due;
                }
                due.add(Row.read(key, scan.value()));
            }
        }
        return NOTHING;
    }

    private void make(Row row) {
        try {
            long again = deliveries.isStopped() ? row.key.due : attempt(row);
            finished(row, again);
            deliveries.dropIfIdle(partition, lane);
        } catch (RuntimeException | Error defect) {
            // The row could not be moved, and would be found again at once: it rests where it is.
            LOG.error("what came of an attempt to deliver could not be written; it is made again", defect);
            deliveries.timers().at(deliveries.clock().millis() + AFTER_DEFECT_MILLIS, () -> finished(row, row.key.due));
        }
    }

    private long attempt(Row row) {
        long again;
        try {
            again = attempt.make(row.payload, row.attempts);
        } catch (RuntimeException | Error defect) {
            LOG.error("an attempt to deliver broke off; it is made again", defect);
            again = deliveries.clock().millis() + AFTER_DEFECT_MILLIS;
        }
        settle(row, again);
        return again;
    }

    /** Step 2 of an attempt, durable when this returns. */
    private void settle(Row row, long again) {
        byte[] old = Keys.of(partition.number(), deliveries.table(), lane, row.key.due, row.key.number);
        partition.decide(changes -> {
            if (!closed) {
                changes.batch().delete(old);
                if (again != Attempt.OVER) {
                    byte[] next = Keys.of(partition.number(), deliveries.table(), lane, again, row.key.number);
                    changes.batch().put(next, row(row.attempts + 1, row.payload));
                }
            }
            return null;
        });
    }

    private void finished(Row row, long again) {
        lock.lock();
        try {
            underWay.remove(row.key);
            // Room for one more: there may be rows that the last read left for want of it.
            nextDue = Math.min(nextDue, again == Attempt.OVER ? NOTHING : again);
            goOn();
        } finally {
            lock.unlock();
        }
    }

    private record Key(long due, long number) {}

    private record Row(Key key, int attempts, byte[] payload) {
        static Row read(Key key, byte[] value) {
            if (value[0] != VERSION) {
                throw new IllegalStateException("delivery format " + value[0] + " is not known to this version");
            }
            return new Row(key, ByteBuffer.wrap(value, 1, Integer.BYTES).getInt(), Arrays.copyOfRange(value, HEAD, value.length));
        }
    }
}

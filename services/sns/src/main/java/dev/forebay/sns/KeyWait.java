package dev.forebay.sns;

import dev.forebay.envelope.DataKey;
import dev.forebay.envelope.KeyRefused;
import dev.forebay.envelope.SealBroken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of one standard topic waits for KMS, in the order in which it came: numbers, about 50 bytes each; what was published is in its row.
 * Every 20 seconds KMS is asked for each data key once, however many wait for it. Once it answers they go on one after the other, each
 * read from its row when it is its turn and within the room that all topics share.
 *
 * <p>One thread at a time goes through it; the lock is a leaf.
 */
final class KeyWait {
    /** Stands for a data key to seal with; no data key has this number. */
    static final long TO_SEAL = -1;

    private static final Logger LOG = LoggerFactory.getLogger(KeyWait.class);

    private final Topic topic;
    private final Environment environment;
    private final FanOut fanOut;
    private final KeyWaits all;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Set<Long> refused = ConcurrentHashMap.newKeySet();
    /** Whether a timer or a thread is about to go through it. */
    private boolean tended;

    KeyWait(Topic topic, Environment environment, FanOut fanOut, KeyWaits all) {
        this.topic = topic;
        this.environment = environment;
        this.fanOut = fanOut;
        this.all = all;
    }

    boolean isRefused(long dataKey) {
        return refused.contains(dataKey);
    }

    void add(Waiting one, long dataKey) {
        lock.lock();
        try {
            waiting.add(one);
            refused.add(dataKey);
            if (!tended) {
                tended = true;
                later();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        lock.lock();
        try {
            return !tended && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void later() {
        environment.timers().at(environment.clock().millis() + NotificationSeals.AGAIN_MILLIS, this::ask);
    }

    private void ask() {
        int count;
        lock.lock();
        try {
            refused.clear();
            count = waiting.size();
        } finally {
            lock.unlock();
        }
        goThrough(count);
    }

    /** Until one went on; the next one's turn is when what that began has had its own. */
    private void goThrough(int count) {
        int left = count;
        try {
            for (boolean went = false; left > 0 && !went;) {
                left--;
                went = tryNext();
            }
        } finally {
            int more = left;
            if (more > 0) {
                environment.timers().soon(() -> goThrough(more));
            } else {
                rest();
            }
        }
    }

    private void rest() {
        lock.lock();
        try {
            tended = !waiting.isEmpty();
            if (tended) {
                later();
            }
        } finally {
            lock.unlock();
        }
        all.dropIfIdle(topic);
    }

    /** Whether the next one went on; else it waits behind the others. */
    private boolean tryNext() {
        Waiting next = next();
        boolean went = false;
        try {
            went = topic.isDeleted() || goOn(next);
        } catch (SealBroken damaged) {
            LOG.error("A notification of {} is damaged and not delivered: {}", topic.arn(), damaged.getMessage());
            went = true;
        } finally {
            if (!went) {
                putBack(next);
            }
        }
        return went;
    }

    private Waiting next() {
        lock.lock();
        try {
            return waiting.remove();
        } finally {
            lock.unlock();
        }
    }

    private void putBack(Waiting one) {
        lock.lock();
        try {
            waiting.add(one);
        } finally {
            lock.unlock();
        }
    }

    private boolean goOn(Waiting next) {
        return switch (next) {
            case Waiting.Whole whole -> {
                if (!isRefused(whole.dataKey())) {
                    Optional<RoundRow> row = topic.round(whole.sequence());
                    yield row.isEmpty() || unlessRefused(whole.dataKey(), () -> fanOut.begin(row.get())).isPresent();
                }
                yield false;
            }
            case Waiting.Unowed unowed -> !isRefused(TO_SEAL)
                    && unlessRefused(TO_SEAL, () -> environment.seals().toSeal(topic)).filter(key -> owe(unowed, key)).isPresent();
        };
    }

    private boolean owe(Waiting.Unowed unowed, Optional<DataKey> key) {
        Optional<RoundRow> row = topic.round(unowed.hold().sequence());
        if (row.isEmpty()) {
            return true;
        }
        long dataKey = row.get().dataKey();
        if (isRefused(dataKey)) {
            return false;
        }
        Optional<Notification> read = unlessRefused(dataKey, () -> row.get().notification(environment.seals()));
        read.ifPresent(notification -> {
            List<Subscription> targets = unowed.queue().map(List::of).orElseGet(() -> noQueues(row.get().targets(notification)));
            fanOut.oweNow(targets, unowed.hold(), notification, key);
        });
        return read.isPresent();
    }

    private static List<Subscription> noQueues(List<Subscription> targets) {
        return targets.stream().filter(target -> target.protocol() != Protocol.SQS).toList();
    }

    private <T> Optional<T> unlessRefused(long dataKey, Supplier<T> asks) {
        try {
            return Optional.of(asks.get());
        } catch (KeyRefused no) {
            refused.add(dataKey);
            return Optional.empty();
        }
    }
}

package dev.forebay.sns;

import dev.forebay.envelope.DataKey;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Commit;
import dev.forebay.runtime.Deduplication;
import dev.forebay.runtime.Deduplication.Original;
import dev.forebay.runtime.Deduplication.Probe;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.store.Scan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was published to a FIFO topic, in order: the LOG table, and the newest of it in memory. Each subscription reads it from
 * its own cursor ({@link FifoFeed}); rows that all have read, and that the archive does not keep, are trimmed.
 *
 * <p>The tail in memory changes under the partition's lock; a reader sees only what is durable.
 */
final class FifoLog {
    private static final int TAIL_ENTRIES = 500;
    private static final long TAIL_BYTES = 256L << 10;

    private final Topic topic;
    private final Environment environment;
    private final Deduplication deduplication;
    private final Deque<Entry> tail = new ArrayDeque<>();
    private long tailBytes;
    /** Everything from here on is in the tail. */
    private long tailFrom;
    /** Rows below are gone. */
    private long trimmedTo;

    private FifoLog(Topic topic, Environment environment, Deduplication deduplication) {
        this.topic = topic;
        this.environment = environment;
        this.deduplication = deduplication;
        this.tailFrom = Long.MAX_VALUE;
    }

    static FifoLog open(Topic topic, Environment environment) {
        return new FifoLog(topic, environment, Deduplication.open(environment.store(), topic.partition().number(), Tables.DEDUP,
                topic.incarnation(), environment.store().durable()));
    }

    /** Appends notifications, in order and in one commit; those that repeat one are answered as it was. */
    List<Published> append(List<Notification> drafts, Optional<DataKey> key) {
        List<String> keys = drafts.stream().map(this::key).toList();
        List<Draft> sealed = drafts.stream().map(draft -> new Draft(draft, NotificationSeals.seal(NotificationPlace.logged(topic), draft, key))).toList();
        environment.store().requireSpace();
        for (Probe probe = Probe.NONE;;) {
            Probe seen = probe;
            Optional<List<Published>> published = topic.partition().decide(changes -> append(changes, sealed, keys, seen));
            if (published.isPresent()) {
                return published.get();
            }
            probe = deduplication.probe(environment.store(), keys, environment.clock().millis());
        }
    }

    /** AWS: with the throughput of groups goes deduplication within groups. */
    private String key(Notification draft) {
        String name = topic.names().of(draft.deduplicationId());
        return topic.attributes().deduplicatesByGroup() ? draft.groupId() + '\0' + name : name;
    }

    private Optional<List<Published>> append(Changes changes, List<Draft> drafts, List<String> keys, Probe probe) {
        topic.requireAlive();
        long now = environment.clock().millis();
        if (!deduplication.knows(keys, probe, now)) {
            return Optional.empty();
        }
        List<Published> published = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            Optional<Original> original = deduplication.find(keys.get(i), probe, changes, now);
            published.add(original.isPresent()
                    ? new Published(original.get().messageId(), original.get().sequence())
                    : append(changes, drafts.get(i), keys.get(i), now));
        }
        return Optional.of(published);
    }

    private Published append(Changes changes, Draft sealed, String key, long now) {
        Notification draft = sealed.notification;
        long sequence = topic.newSequence(changes);
        deduplication.remember(key, new Original(draft.messageId(), sequence, now), changes, environment.store());
        boolean isRead = topic.roster().counts().confirmed() > 0 || topic.attributes().archivePolicy().isPresent();
        if (isRead) {
            byte[] bytes = sealed.row.placed(sequence, now);
            changes.batch().put(Keys.of(partition().number(), Tables.LOG, topic.incarnation(), sequence), bytes);
            keep(new Entry(stamped(draft, sequence, now), bytes.length, changes.commit()));
        }
        return new Published(draft.messageId(), sequence);
    }

    private static Notification stamped(Notification draft, long sequence, long now) {
        return new Notification(draft.messageId(), sequence, now, draft.topicArn(), draft.subject(), draft.message(), draft.structured(),
                draft.attributes(), draft.groupId(), draft.deduplicationId(), draft.traceHeader(), false);
    }

    private void keep(Entry entry) {
        if (tail.isEmpty()) {
            tailFrom = entry.sequence();
        }
        tail.add(entry);
        tailBytes += entry.bytes;
        while (tail.size() > TAIL_ENTRIES || tailBytes > TAIL_BYTES && tail.size() > 1) {
            tailBytes -= tail.remove().bytes;
            tailFrom = tail.peek().sequence();
        }
    }

    /** Durable notifications from a sequence on, in order; empty when there are none yet. Not for use under the lock. */
    List<Notification> read(long from, int most) {
        long durable = environment.store().durable();
        Optional<List<Notification>> fromTail = topic.partition().decide(changes -> fromTail(from, most, durable));
        return fromTail.isPresent() ? fromTail.get() : fromStore(from, most);
    }

    private Optional<List<Notification>> fromTail(long from, int most, long durable) {
        if (from >= topic.nextSequence()) {
            return Optional.of(List.of());
        }
        if (from < tailFrom) {
            return Optional.empty();
        }
        List<Notification> found = new ArrayList<>(most);
        for (Entry entry : tail) {
            if (entry.sequence() >= from && found.size() < most && entry.commit.number() <= durable) {
                found.add(entry.notification);
            }
        }
        return Optional.of(found);
    }

    private List<Notification> fromStore(long from, int most) {
        List<Notification> found = new ArrayList<>();
        byte[] to = Keys.of(partition().number(), Tables.LOG, topic.incarnation() + 1);
        try (Scan scan = environment.store().scan(Keys.of(partition().number(), Tables.LOG, topic.incarnation(), from), to)) {
            while (found.size() < most && scan.next()) {
                found.add(environment.seals().read(NotificationPlace.logged(topic), scan.value(), Keys.sequence(scan.key())));
            }
        }
        return found;
    }

    /** The first sequence that was published at a time or later, by search: times grow as sequences do. */
    long firstAt(long time, long end) {
        long low = trimmedTo;
        long high = end;
        while (low < high) {
            long middle = low + high >>> 1;
            Optional<Moment> next = momentFrom(middle);
            if (next.isEmpty() || next.get().publishedAt >= time) {
                high = middle;
            } else {
                low = next.get().sequence + 1;
            }
        }
        // What was found may have been published since.
        return Math.min(low, end);
    }

    /** The time of the oldest notification that is kept; empty for none. */
    Optional<Long> oldest() {
        return momentFrom(trimmedTo).map(Moment::publishedAt);
    }

    /** When the first notification from a sequence on was published, which needs no key. */
    private Optional<Moment> momentFrom(long from) {
        byte[] to = Keys.of(partition().number(), Tables.LOG, topic.incarnation() + 1);
        try (Scan scan = environment.store().scan(Keys.of(partition().number(), Tables.LOG, topic.incarnation(), from), to)) {
            return scan.next() ? Optional.of(new Moment(Keys.sequence(scan.key()), NotificationFormat.publishedAt(scan.value()))) : Optional.empty();
        }
    }

    /** Removes what is below a sequence and was published before a time; a crash may undo it. */
    void trim(long below, long before) {
        long to = before == Long.MAX_VALUE ? below : Math.min(below, firstAt(before, below));
        if (to <= trimmedTo) {
            return;
        }
        topic.partition().submit(changes -> {
            if (!topic.isDeleted() && to > trimmedTo) {
                changes.batch().deleteRange(
                        Keys.of(partition().number(), Tables.LOG, topic.incarnation(), trimmedTo),
                        Keys.of(partition().number(), Tables.LOG, topic.incarnation(), to));
                changes.lazily();
                trimmedTo = to;
            }
            return null;
        });
    }

    private Partition partition() {
        return topic.partition();
    }

    /** What the publisher is told. */
    record Published(UUID messageId, long sequence) {}

    /** What is to be appended. */
    private record Draft(Notification notification, SealedNotification row) {}

    private record Moment(long sequence, long publishedAt) {}

    private record Entry(Notification notification, int bytes, Commit commit) {
        long sequence() {
            return notification.sequence();
        }
    }
}

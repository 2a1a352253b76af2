package dev.forebay.sns;

import dev.forebay.access.ResourceTags;
import dev.forebay.envelope.ContentNames;
import dev.forebay.envelope.DataKey;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Commit;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A topic: its record, its subscriptions, and what is published to it.
 *
 * <p>What changes is decided under the lock of its partition. On a standard topic a publish is one row, which goes when every
 * subscriber has the message; on a FIFO topic it is a row of a log ({@link FifoLog}) that each subscription reads at its own
 * pace.
 */
final class Topic {
    private final TopicId id;
    private final String arn;
    private final Partition partition;
    private final Environment environment;
    private final Roster roster = new Roster();
    private final ResourceTags tags = new ResourceTags();
    private final Map<Long, Subscription> ended = new ConcurrentHashMap<>();
    /** FIFO topics only. */
    private final Optional<ContentNames> names;

    private volatile TopicRecord record;
    private volatile boolean deleted;
    /** The number of the next notification; given once. Under the partition's lock. */
    private long nextSequence;
    /** What last changed the record or the subscriptions. Under the partition's lock. */
    private Commit changed = Commit.DURABLE;
    /** FIFO topics only, and null until the first publish or the first feed. */
    private volatile FifoLog log;

    Topic(TopicId id, Partition partition, TopicRecord record, Environment environment, long nextSequence) {
        this.id = id;
        this.arn = id.arn();
        this.partition = partition;
        this.record = record;
        this.environment = environment;
        this.nextSequence = nextSequence;
        this.names = isFifo() ? Optional.of(environment.seals().names(this)) : Optional.empty();
    }

    TopicId id() {
        return id;
    }

    String arn() {
        return arn;
    }

    Partition partition() {
        return partition;
    }

    long incarnation() {
        return record.incarnation();
    }

    TopicRecord record() {
        return record;
    }

    TopicAttributes attributes() {
        return record.attributes();
    }

    /** The access policy that is set, or the one that a new topic has. */
    String policy() {
        return policy(record);
    }

    /** The same of a record of this topic. */
    String policy(TopicRecord of) {
        String set = of.attributes().text(TopicSetting.POLICY);
        return set.isEmpty() ? TopicPolicy.standard(arn, id.account().value()) : set;
    }

    /** The tags as policies ask for them. */
    Map<String, List<String>> tagKeys() {
        return tags.of(record.tags());
    }

    Roster roster() {
        return roster;
    }

    /** Subscriptions that ended and may come back, by number. Changed within decisions; read by anybody. */
    Map<Long, Subscription> ended() {
        return ended;
    }

    /** What a FIFO topic remembers deduplication ids by. */
    ContentNames names() {
        return names.orElseThrow();
    }

    boolean isFifo() {
        return id.name().isFifo();
    }

    boolean isDeleted() {
        return deleted;
    }

    void requireAlive() {
        if (deleted) {
            throw SnsErrors.topicDoesNotExist();
        }
    }

    /** Replaces the record; within a decision. */
    void update(Changes changes, byte[] key, TopicRecord wanted) {
        requireAlive();
        record = wanted;
        changes.batch().put(key, wanted.write());
        changed(changes);
    }

    /** The topic or its subscriptions are changed; within that decision. */
    void changed(Changes changes) {
        changed = changes.commit();
    }

    /** Returns when the topic and its subscriptions, as anybody could see them until now, are durable. */
    void settle() {
        partition.decide(changes -> {
            changes.reveals(changed);
            return null;
        });
    }

    /** The topic is gone, with all that is its own; within a decision. */
    void delete(Changes changes) {
        deleted = true;
        changed(changes);
        for (byte table = Tables.SUBSCRIPTION; table <= Tables.DEDUP; table++) {
            erase(changes, table);
        }
        erase(changes, Tables.ENDED);
        erase(changes, Tables.SECRET);
    }

    private void erase(Changes changes, byte table) {
        changes.batch().deleteRange(Keys.of(partition.number(), table, incarnation()), Keys.of(partition.number(), table, incarnation() + 1));
    }

    /** Gives the next number, and sees to it that it is never given again; within a decision. */
    long newSequence(Changes changes) {
        long sequence = nextSequence++;
        changes.batch().putLatest(Keys.of(partition.number(), Tables.COUNTER, incarnation()), Keys.bytes(nextSequence));
        return sequence;
    }

    /** The number that the next notification will have; within a decision. */
    long nextSequence() {
        return nextSequence;
    }

    /** The log of a FIFO topic. Reads the store at the first call. */
    FifoLog log() {
        FifoLog known = log;
        if (known == null) {
            FifoLog opened = FifoLog.open(this, environment);
            synchronized (this) {
                if (log == null) {
                    log = opened;
                }
                known = log;
            }
        }
        return known;
    }

    /** Makes notifications durable, in one commit, and brings them on their way. For standard topics. */
    void publish(List<Notification> notifications, Optional<DataKey> key, FanOut fanOut) {
        List<Addressed> addressed = new ArrayList<>(notifications.size());
        for (Notification notification : notifications) {
            List<Subscription> targets = roster.match(notification);
            if (!targets.isEmpty()) {
                addressed.add(new Addressed(notification, targets, RoundRow.write(this, notification, targets, key)));
            }
        }
        if (addressed.isEmpty()) {
            // Who else would have got it is gone only once that is durable.
            settle();
            requireAlive();
            return;
        }
        environment.store().requireSpace();
        List<Long> sequences = partition.decide(changes -> write(changes, addressed));
        for (int i = 0; i < sequences.size(); i++) {
            fanOut.begin(this, sequences.get(i), addressed.get(i).notification, addressed.get(i).targets);
        }
    }

    /** The round of a notification, as it is stored; none when it is over. */
    Optional<RoundRow> round(long sequence) {
        byte[] key = Keys.of(partition.number(), Tables.NOTIFICATION, incarnation(), sequence);
        return environment.store().get(key).map(row -> RoundRow.read(this, sequence, row));
    }

    private List<Long> write(Changes changes, List<Addressed> addressed) {
        requireAlive();
        List<Long> sequences = new ArrayList<>(addressed.size());
        for (Addressed one : addressed) {
            long sequence = newSequence(changes);
            changes.batch().put(Keys.of(partition.number(), Tables.NOTIFICATION, incarnation(), sequence),
                    one.row.placed(sequence, one.notification.publishedAt()));
            sequences.add(sequence);
        }
        return sequences;
    }

    /** Everybody has a notification, or is owed it. Need not be durable soon: a crash repeats what it undoes. */
    void finished(long sequence) {
        partition.submit(changes -> {
            if (!deleted) {
                changes.batch().deleteOnce(Keys.of(partition.number(), Tables.NOTIFICATION, incarnation(), sequence));
                changes.lazily();
            }
            return null;
        });
    }

    private record Addressed(Notification notification, List<Subscription> targets, SealedNotification row) {}
}

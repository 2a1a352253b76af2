package dev.forebay.sqs;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Directory;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Scan;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Finds queues by name: created, changed and deleted here, each durable before the call returns. Safe for any thread. */
final class QueueCatalog {
    /** AWS: a deleted queue's name is free again after this. */
    private static final long NAME_REST_MILLIS = 60_000;

    private final Partitions partitions;
    private final Environment environment;
    private final boolean namesRest;
    private final Map<QueueId, Queue> queues = new ConcurrentHashMap<>();
    private final Directory<Queue> directory = new Directory<>();
    private final Map<QueueId, Long> deletedAt = new ConcurrentHashMap<>();

    /** {@code namesRest}: whether a deleted queue's name stays taken for a minute, as on AWS. */
    QueueCatalog(Partitions partitions, Environment environment, boolean namesRest) {
        this.partitions = partitions;
        this.environment = environment;
        this.namesRest = namesRest;
    }

    /** Reads all queues' records from the store. */
    void load() {
        for (Partition partition : partitions.all()) {
            byte[] from = Keys.of(partition.number(), Tables.CATALOG);
            byte[] to = Keys.of(partition.number(), (byte) (Tables.CATALOG + 1));
            try (Scan scan = partitions.store().scan(from, to)) {
                while (scan.next()) {
                    QueueId id = id(Keys.rest(scan.key()));
                    add(new Queue(id, partition, QueueRecord.read(id.name(), scan.value()), environment));
                }
            }
        }
    }

    /** The queue with this id. */
    Queue find(QueueId id) {
        Queue queue = queues.get(id);
        if (queue == null) {
            throw SqsErrors.queueDoesNotExist();
        }
        return queue;
    }

    /** The queue with this id, if there is one. */
    Optional<Queue> get(QueueId id) {
        return Optional.ofNullable(queues.get(id));
    }

    Optional<Queue> findArn(String arn) {
        return QueueId.fromArn(arn).map(queues::get);
    }

    /** The queues of an account and region whose names begin so and come after {@code after}, by name. */
    Collection<Queue> list(AccountId account, Region region, String prefix, String after) {
        NavigableMap<String, Queue> all = directory.in(account, region);
        if (prefix.isEmpty()) {
            return all.tailMap(after, false).values();
        }
        String end = prefix + Character.MAX_VALUE;
        if (after.compareTo(prefix) < 0) {
            return all.subMap(prefix, true, end, true).values();
        }
        return after.compareTo(end) < 0 ? all.subMap(after, false, end, true).values() : java.util.List.of();
    }

    /** The queues that have this one as their dead-letter queue. Looks at all queues. */
    Stream<Queue> sourcesOf(String arn) {
        return queues.values().stream()
                .filter(queue -> queue.attributes().redrivePolicy().filter(policy -> policy.deadLetterTargetArn().equals(arn)).isPresent());
    }

    Collection<Queue> all() {
        return queues.values();
    }

    /** All queues by where their rows are. */
    Map<Residence, Queue> byResidence() {
        Map<Residence, Queue> residences = HashMap.newHashMap(queues.size());
        queues.values().forEach(
                queue -> residences.put(new Residence(queue.partition().number(), queue.incarnation()), queue));
        return residences;
    }

    /** Creates a queue, or returns the one that has the same name and agrees with what is asked for. */
    Queue create(QueueId id, Map<String, String> attributes, Map<String, String> tags) {
        QueueAttributes wanted = QueueAttributes.create(id.name(), attributes);
        Partition partition = partitions.of(id.arn());
        if (!queues.containsKey(id)) {
            environment.store().requireSpace();
        }
        return partition.decide(changes -> {
            Queue existing = queues.get(id);
            if (existing != null) {
                changes.revealsEverything();
                existing.attributes().firstDifference(attributes).ifPresent(different -> {
                    throw SqsErrors.queueNameExists(different);
                });
                return existing;
            }
            long now = environment.clock().millis();
            refuseIfDeletedRecently(id, now);
            QueueRecord record = new QueueRecord(partition.newIncarnation(changes), now, now, wanted, Map.copyOf(tags));
            Queue queue = new Queue(id, partition, record, environment);
            changes.batch().put(key(partition, id), record.write());
            changes.batch().putLatest(Keys.of(partition.number(), Tables.COUNTERS, record.incarnation()), Counters.ZERO.write());
            add(queue);
            return queue;
        });
    }

    private void refuseIfDeletedRecently(QueueId id, long now) {
        Long deleted = deletedAt.get(id);
        if (deleted != null && namesRest && now - deleted < NAME_REST_MILLIS) {
            throw SqsErrors.queueDeletedRecently();
        }
        deletedAt.remove(id);
    }

    /** Changes a queue's record. */
    void update(Queue queue, UnaryOperator<QueueRecord> change) {
        environment.store().requireSpace();
        queue.partition().decide(changes -> {
            queue.requireAlive();
            queue.update(changes, key(queue.partition(), queue.id()), change.apply(queue.record()));
            return null;
        });
        queue.mayExpireEarlier();
    }

    /** Deletes a queue and everything in it. */
    void delete(Queue queue) {
        queue.partition().decide(changes -> {
            queue.requireAlive();
            changes.batch().delete(key(queue.partition(), queue.id()));
            erase(changes, queue);
            queue.delete(changes);
            queues.remove(queue.id());
            directory.remove(queue.id().account(), queue.id().region(), queue.id().name().value());
            long now = environment.clock().millis();
            deletedAt.values().removeIf(at -> now - at >= NAME_REST_MILLIS);
            deletedAt.put(queue.id(), now);
            return null;
        });
    }

    private static void erase(Changes changes, Queue queue) {
        int partition = queue.partition().number();
        for (byte table = Tables.MESSAGE; table <= Tables.SECRET; table++) {
            if (table != Tables.ARRIVAL) {
                changes.batch().deleteRange(
                        Keys.of(partition, table, queue.incarnation()), Keys.of(partition, table, queue.incarnation() + 1));
            }
        }
    }

    private void add(Queue queue) {
        queues.put(queue.id(), queue);
        directory.put(queue.id().account(), queue.id().region(), queue.id().name().value(), queue);
    }

    private static byte[] key(Partition partition, QueueId id) {
        String text = id.account() + "/" + id.region() + "/" + id.name().value();
        return Keys.of(partition.number(), Tables.CATALOG, text.getBytes(StandardCharsets.UTF_8));
    }

    private static QueueId id(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("/", 3);
        return new QueueId(new AccountId(parts[0]), new Region(parts[1]), new QueueName(parts[2]));
    }

    /** Where a queue's rows are. */
    record Residence(int partition, long incarnation) {}
}

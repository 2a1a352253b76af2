package dev.forebay.sns;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Directory;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Scan;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Finds topics by name: created, changed and deleted here, each durable before the call returns. Safe for any thread. */
final class TopicCatalog {
    private final Partitions partitions;
    private final Environment environment;
    private final Map<TopicId, Topic> topics = new ConcurrentHashMap<>();
    private final NavigableMap<String, Topic> byArn = new ConcurrentSkipListMap<>();
    private final Directory<Topic> directory = new Directory<>();

    TopicCatalog(Partitions partitions, Environment environment) {
        this.partitions = partitions;
        this.environment = environment;
    }

    /** Reads the records of all topics and subscriptions from the store. */
    void load() {
        for (Partition partition : partitions.all()) {
            Map<Long, Topic> byIncarnation = new ConcurrentHashMap<>();
            Map<Long, Long> counters = counters(partition);
            try (Scan scan = scan(partition, Tables.TOPIC)) {
                while (scan.next()) {
                    TopicId id = id(Keys.rest(scan.key()));
                    TopicRecord record = TopicRecord.read(id, scan.value());
                    long next = counters.getOrDefault(record.incarnation(), 1L);
                    Topic topic = new Topic(id, partition, record, environment, next);
                    byIncarnation.put(record.incarnation(), topic);
                    add(topic);
                }
            }
            loadSubscriptions(partition, Tables.SUBSCRIPTION, byIncarnation, (topic, one) -> topic.roster().add(one));
            loadSubscriptions(partition, Tables.ENDED, byIncarnation, (topic, one) -> topic.ended().put(one.number(), one));
        }
    }

    private Map<Long, Long> counters(Partition partition) {
        Map<Long, Long> counters = new ConcurrentHashMap<>();
        try (Scan scan = scan(partition, Tables.COUNTER)) {
            while (scan.next()) {
                counters.put(Keys.incarnation(scan.key()), Keys.number(scan.value()));
            }
        }
        return counters;
    }

    private void loadSubscriptions(Partition partition, byte table, Map<Long, Topic> byIncarnation, BiConsumer<Topic, Subscription> sink) {
        InTheClear inTheClear = new InTheClear(partition, table, environment.vault());
        try (Scan scan = scan(partition, table)) {
            while (scan.next()) {
                Topic topic = byIncarnation.get(Keys.incarnation(scan.key()));
                byte[] row = scan.value();
                SubscriptionRecord record = SubscriptionRow.read(topic.arn(), Keys.sequence(scan.key()), row, environment.vault());
                Subscription subscription = new Subscription(topic, record);
                sink.accept(topic, subscription);
                inTheClear.add(subscription, row);
            }
        }
        inTheClear.seal();
    }

    private Scan scan(Partition partition, byte table) {
        return partitions.store().scan(Keys.of(partition.number(), table), Keys.of(partition.number(), (byte) (table + 1)));
    }

    Environment environment() {
        return environment;
    }

    /** The topic with this id. */
    Topic find(TopicId id) {
        return get(id).orElseThrow(() -> {
            settle(id);
            return SnsErrors.topicDoesNotExist();
        });
    }

    /** Returns when it is durable that a topic is not there. */
    void settle(TopicId id) {
        partitions.of(id.arn()).settle();
    }

    /** Returns when all topics, as anybody could see them until now, are durable. */
    void settle() {
        partitions.all().forEach(Partition::settle);
    }

    Optional<Topic> get(TopicId id) {
        return Optional.ofNullable(topics.get(id));
    }

    /** The topics of an account and region whose names come after this one, in their order. */
    Collection<Topic> list(AccountId account, Region region, String after) {
        // What is only for direct publishes begins with a character that no name has, and comes before all names.
        return directory.after(account, region, after.isEmpty() ? "\"" : after);
    }

    /** The topics whose ARNs do not come before this one, in their order. */
    Collection<Topic> from(String arn) {
        return byArn.tailMap(arn, true).values();
    }

    Collection<Topic> all() {
        return topics.values();
    }

    /** Creates a topic, or returns the one that has the same name and agrees with what is asked for. */
    Topic create(TopicId id, Map<String, String> attributes, Map<String, String> tags, String dataProtectionPolicy) {
        TopicAttributes wanted = TopicAttributes.create(id.name().isFifo(), attributes);
        Partition partition = partitions.of(id.arn());
        if (!topics.containsKey(id)) {
            environment.store().requireSpace();
        }
        return partition.decide(changes -> {
            Topic existing = topics.get(id);
            if (existing != null) {
                changes.revealsEverything();
                requireAgreement(existing, attributes, tags);
                return existing;
            }
            TopicRecord record = new TopicRecord(
                    partition.newIncarnation(changes), environment.clock().millis(), wanted, Map.copyOf(tags), dataProtectionPolicy);
            Topic topic = new Topic(id, partition, record, environment, 1);
            changes.batch().put(key(topic), record.write());
            topic.changed(changes);
            add(topic);
            return topic;
        });
    }

    private static void requireAgreement(Topic existing, Map<String, String> attributes, Map<String, String> tags) {
        if (!existing.attributes().agreesWith(attributes)) {
            throw SnsErrors.invalidParameter("Attributes Reason: Topic already exists with different attributes");
        }
        boolean sameTags = tags.entrySet().stream().allMatch(tag -> tag.getValue().equals(existing.record().tags().get(tag.getKey())));
        if (!sameTags) {
            throw SnsErrors.invalidParameter("Tags Reason: Topic already exists with different tags");
        }
    }

    /** Changes a topic's record. */
    void update(Topic topic, UnaryOperator<TopicRecord> change) {
        environment.store().requireSpace();
        topic.partition().decide(changes -> {
            topic.update(changes, key(topic), change.apply(topic.record()));
            return null;
        });
    }

    /** Deletes a topic with its subscriptions and all that is not delivered yet. */
    void delete(Topic topic, DeliveryDesk desk, FifoFeeds feeds) {
        topic.partition().decide(changes -> {
            if (topic.isDeleted()) {
                changes.revealsEverything();
                return null;
            }
            changes.batch().delete(key(topic));
            for (Subscription subscription : topic.roster().page(0, Integer.MAX_VALUE)) {
                topic.roster().remove(subscription);
                desk.forget(changes, subscription);
                feeds.remove(subscription);
            }
            for (Subscription ended : topic.ended().values()) {
                ended.delete();
                desk.forget(changes, ended);
            }
            topic.delete(changes);
            topics.remove(topic.id());
            byArn.remove(topic.arn());
            directory.remove(topic.id().account(), topic.id().region(), topic.id().name().value());
            return null;
        });
    }

    private void add(Topic topic) {
        topics.put(topic.id(), topic);
        byArn.put(topic.arn(), topic);
        directory.put(topic.id().account(), topic.id().region(), topic.id().name().value(), topic);
    }

    private static byte[] key(Topic topic) {
        TopicId id = topic.id();
        String text = id.account() + "/" + id.region() + "/" + id.name().value();
        return Keys.of(topic.partition().number(), Tables.TOPIC, text.getBytes(StandardCharsets.UTF_8));
    }

    private static TopicId id(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("/", 3);
        return new TopicId(new AccountId(parts[0]), new Region(parts[1]), new TopicName(parts[2]));
    }
}

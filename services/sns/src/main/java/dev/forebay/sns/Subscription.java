package dev.forebay.sns;

import dev.forebay.runtime.Partition;
import dev.forebay.vault.Vault;
import java.util.UUID;

/**
 * A subscription: its record, and what happened to deliveries. The record changes under the lock of the topic's partition and
 * is read by anybody. Small, for a topic may have a million of them.
 */
final class Subscription {
    private final Topic topic;
    private volatile SubscriptionRecord record;
    private volatile boolean deleted;
    private volatile DeliveryCounts counts;

    Subscription(Topic topic, SubscriptionRecord record) {
        this.topic = topic;
        this.record = record;
    }

    Topic topic() {
        return topic;
    }

    Partition partition() {
        return topic.partition();
    }

    SubscriptionRecord record() {
        return record;
    }

    void record(SubscriptionRecord changed) {
        record = changed;
    }

    long number() {
        return record.number();
    }

    UUID id() {
        return record.id();
    }

    Protocol protocol() {
        return record.protocol();
    }

    String endpoint() {
        return record.endpoint();
    }

    SubscriptionAttributes attributes() {
        return record.attributes();
    }

    /** What is stored of it. */
    byte[] row(Vault vault) {
        return SubscriptionRow.write(topic.arn(), record, vault);
    }

    String arn() {
        return topic.arn() + ":" + record.id();
    }

    boolean isDeleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
    }

    /** Whether messages go there. */
    boolean isActive() {
        return !deleted && record.confirmed();
    }

    /** Whether it gets all messages, as long as it is active. */
    boolean isUnfiltered() {
        return record.attributes().filter().isEmpty();
    }

    boolean is(Protocol protocol, String endpoint) {
        return record.protocol() == protocol && record.endpoint().equals(endpoint);
    }

    boolean hasCounts() {
        return counts != null;
    }

    /** Made at the first delivery. */
    DeliveryCounts counts() {
        DeliveryCounts known = counts;
        if (known == null) {
            synchronized (this) {
                if (counts == null) {
                    counts = new DeliveryCounts();
                }
                known = counts;
            }
        }
        return known;
    }

    /** What a transport has to know. */
    Target target() {
        TopicAttributes attributes = topic.attributes();
        return new Target(arn(), protocol(), endpoint(), attributes().raw(), attributes().deliveryPolicy(),
                attributes.text(TopicSetting.DELIVERY_POLICY), attributes.text(TopicSetting.DISPLAY_NAME), attributes.signatureVersion());
    }

    static int hash(Protocol protocol, String endpoint) {
        return protocol.ordinal() + 31 * endpoint.hashCode();
    }
}

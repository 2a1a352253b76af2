package dev.forebay.kinesis;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Keys;
import dev.forebay.store.Scan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** The registered consumers of one stream, and their subscriptions. Changes under the partition's lock; anybody may read. */
final class Consumers {
    private final Stream stream;
    private final NavigableMap<String, ConsumerRecord> byName = new ConcurrentSkipListMap<>();
    private final Map<Seat, Subscription> subscriptions = new ConcurrentHashMap<>();

    Consumers(Stream stream) {
        this.stream = stream;
    }

    void load() {
        try (Scan scan = stream.environment().store().scan(from(), to())) {
            while (scan.next()) {
                ConsumerRecord record = ConsumerRecord.read(scan.value());
                byName.put(record.name(), record);
            }
        }
    }

    /** By name. */
    NavigableMap<String, ConsumerRecord> all() {
        return byName;
    }

    Optional<ConsumerRecord> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<ConsumerRecord> findArn(String arn) {
        return byName.values().stream().filter(record -> record.arn(stream.id()).equals(arn)).findFirst();
    }

    /** Adds or changes one; within a decision. */
    void put(Changes changes, ConsumerRecord record) {
        byName.put(record.name(), record);
        changes.batch().put(key(record.name()), record.write());
    }

    /** Changes one if it is there, for good. */
    void change(String name, UnaryOperator<ConsumerRecord> change) {
        stream.decide((changes, now) -> {
            find(name).ifPresent(record -> put(changes, change.apply(record)));
            return null;
        });
    }

    /** Removes one, and ends its subscriptions; within a decision. */
    void remove(Changes changes, ConsumerRecord record) {
        byName.remove(record.name());
        changes.batch().delete(key(record.name()));
        changes.afterwards(() -> subscriptions.forEach((seat, subscription) -> {
            if (seat.consumer.equals(record.name())) {
                subscription.end();
            }
        }));
    }

    /** Removes all rows; within a decision. */
    void erase(Changes changes) {
        changes.batch().deleteRange(from(), to());
        changes.afterwards(this::end);
    }

    /** Ends all subscriptions. */
    void end() {
        subscriptions.values().forEach(Subscription::end);
    }

    /**
     * Gives a subscription the seat of its consumer at its shard.
     *
     * <p>AWS: within five seconds of another one it is refused; later it takes over, and the other one ends.
     */
    void seat(Seat seat, Subscription subscription) {
        subscriptions.compute(seat, (_, before) -> {
            if (before != null && !before.isEnded()) {
                if (subscription.begunAt() - before.begunAt() < Subscription.SEAT_MILLIS) {
                    throw KinesisErrors.inUse("Another active subscription exists for this consumer: " + seat.consumer);
                }
                before.takenOver();
            }
            return subscription;
        });
    }

    void leave(Seat seat, Subscription subscription) {
        subscriptions.remove(seat, subscription);
    }

    private byte[] from() {
        return Keys.of(stream.partition().number(), Tables.CONSUMER, stream.record().incarnation());
    }

    private byte[] to() {
        return Keys.of(stream.partition().number(), Tables.CONSUMER, stream.record().incarnation() + 1);
    }

    private byte[] key(String name) {
        byte[] head = from();
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + text.length).put(head).put(text).array();
    }

    /** Where one subscription at a time may be: a consumer at a shard. */
    record Seat(String consumer, int shard) {}
}

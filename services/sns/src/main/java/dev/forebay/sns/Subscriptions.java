package dev.forebay.sns;

import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Ids;
import dev.forebay.runtime.Keys;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The life of subscriptions: each change durable before the call returns. Safe for any thread. */
final class Subscriptions {
    private final Environment environment;
    private final DeliveryDesk desk;
    private final FifoFeeds feeds;
    private final Farewells farewells;
    private final SecureRandom secrets;

    Subscriptions(Environment environment, DeliveryDesk desk, FifoFeeds feeds, SecureRandom secrets) {
        this.environment = environment;
        this.desk = desk;
        this.feeds = feeds;
        this.farewells = new Farewells(environment, desk, secrets);
        this.secrets = secrets;
    }

    /** Checks attributes against the topic and the endpoint. */
    void check(Topic topic, String endpoint, SubscriptionAttributes attributes) {
        String deadLetters = attributes.deadLetterQueue();
        if (!deadLetters.isEmpty() && topic.isFifo() && endpoint.endsWith(".fifo") && !deadLetters.endsWith(".fifo")) {
            throw new AttributeRefused("RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
        }
        if (!deadLetters.isEmpty() && deadLetters.endsWith(".fifo") && !topic.isFifo()) {
            throw new AttributeRefused("RedrivePolicy: must use a standard queue as DLQ for a subscription to a standard topic.");
        }
        if (attributes.replay().isPresent() && topic.attributes().archivePolicy().isEmpty()) {
            throw new AttributeRefused("ReplayPolicy Reason: the topic has no message archive");
        }
    }

    /** Subscribes an endpoint, or returns the subscription that it has. */
    Subscription subscribe(Topic topic, Protocol protocol, String endpoint, SubscriptionAttributes attributes, Caller caller) {
        environment.store().requireSpace();
        boolean asks = asks(protocol, endpoint, caller);
        UUID id = Ids.uuid(environment.random());
        boolean[] isNew = {false};
        Subscription subscription = topic.partition().decide(changes -> {
            topic.requireAlive();
            Subscription existing = topic.roster().at(protocol, endpoint);
            if (existing != null) {
                changes.revealsEverything();
                if (!existing.attributes().agreesWith(attributes)) {
                    throw SnsErrors.invalidParameter("Attributes Reason: Subscription already exists with different attributes");
                }
                return existing;
            }
            isNew[0] = true;
            long number = topic.partition().newIncarnation(changes);
            Subscription added = new Subscription(topic, new SubscriptionRecord(number, id, protocol, endpoint, caller.account(),
                    caller.principal().arn(), !asks, !asks, false, environment.clock().millis(),
                    asks ? ConfirmationTokens.make(number, secrets) : "", attributes));
            changes.batch().put(key(added), added.row(environment.vault()));
            topic.changed(changes);
            topic.roster().add(added);
            if (topic.isFifo()) {
                startFeed(changes, added);
            }
            if (asks) {
                desk.oweConfirmation(changes, added, added.record().createdAt());
            }
            return added;
        });
        if (isNew[0]) {
            begin(subscription, asks);
        }
        return subscription;
    }

    /** AWS: whoever gets messages has to want them, unless the queue is the caller's own. */
    private static boolean asks(Protocol protocol, String endpoint, Caller caller) {
        return protocol.wantsConfirmation() || protocol == Protocol.SQS && !isOwn(endpoint, caller);
    }

    private static boolean isOwn(String queue, Caller caller) {
        return caller.principal().kind() != Principal.Kind.ANONYMOUS
                && Arn.parse(queue).filter(arn -> arn.account().equals(caller.account().value())).isPresent();
    }

    private void startFeed(Changes changes, Subscription added) {
        Cursor cursor = Cursor.at(added.topic().nextSequence());
        changes.batch().put(FifoFeed.key(added), cursor.write());
        feeds.add(added, cursor);
    }

    private void begin(Subscription subscription, boolean asks) {
        if (asks) {
            desk.wake(subscription, subscription.record().createdAt());
        } else {
            feeds.begin(subscription);
        }
    }

    /** Confirms the subscription that a token is for, or brings it back. AWS: once more does no harm. */
    Subscription confirm(Topic topic, String token, boolean protect) {
        long number = ConfirmationTokens.subscription(token);
        List<Subscription> found = topic.roster().page(number - 1, 1);
        if (found.isEmpty() || found.getFirst().number() != number) {
            return farewells.restore(topic, number, token, protect);
        }
        Subscription subscription = found.getFirst();
        SubscriptionRecord record = subscription.record();
        long expiresAt = record.createdAt() + ConfirmationTokens.VALID.toMillis();
        ConfirmationTokens.check(token, record.token(), record.confirmed() ? Long.MAX_VALUE : expiresAt, environment.clock().millis());
        environment.store().requireSpace();
        subscription.partition().decide(changes -> confirm(changes, subscription, protect));
        feeds.begin(subscription);
        return subscription;
    }

    private Void confirm(Changes changes, Subscription subscription, boolean protect) {
        if (subscription.isDeleted()) {
            throw SnsErrors.subscriptionDoesNotExist();
        }
        if (subscription.record().confirmed()) {
            changes.revealsEverything();
        } else {
            // What was published before is not for it; and whoever sees it confirmed must see where it begins.
            feeds.of(subscription).ifPresent(feed -> feed.begin(changes));
            replace(changes, subscription, subscription.record().confirmed(protect, protect));
        }
        return null;
    }

    /** Sets one attribute. */
    void set(Subscription subscription, String name, String value) {
        SubscriptionAttributes wanted = subscription.attributes().with(Map.of(name, value));
        check(subscription.topic(), subscription.endpoint(), wanted);
        update(subscription, record -> record.withAttributes(record.attributes().with(Map.of(name, value))));
        if (name.equals(SubscriptionAttributes.REPLAY_POLICY)) {
            wanted.replay().ifPresentOrElse(policy -> feeds.replay(subscription, policy), () -> feeds.endReplay(subscription));
        }
    }

    private void update(Subscription subscription, UnaryOperator<SubscriptionRecord> change) {
        environment.store().requireSpace();
        subscription.partition().decide(changes -> {
            if (subscription.isDeleted()) {
                throw SnsErrors.subscriptionDoesNotExist();
            }
            replace(changes, subscription, change.apply(subscription.record()));
            return null;
        });
    }

    private void replace(Changes changes, Subscription subscription, SubscriptionRecord changed) {
        changes.batch().put(key(subscription), SubscriptionRow.write(subscription.topic().arn(), changed, environment.vault()));
        subscription.topic().roster().update(subscription, changed);
        subscription.topic().changed(changes);
    }

    /**
     * Ends a subscription; what was not delivered yet will not be.
     *
     * @param tells whether an endpoint that had to agree to it is told, and may have it back
     */
    void unsubscribe(Subscription subscription, boolean tells) {
        farewells.begin(subscription.partition().decide(changes -> {
            if (subscription.isDeleted()) {
                changes.revealsEverything();
                return Optional.empty();
            }
            end(changes, subscription);
            return tells ? farewells.owe(changes, subscription) : Optional.empty();
        }));
    }

    private void end(Changes changes, Subscription subscription) {
        subscription.topic().changed(changes);
        subscription.topic().roster().remove(subscription);
        changes.batch().delete(key(subscription));
        changes.batch().delete(FifoFeed.key(subscription));
        desk.forget(changes, subscription);
        feeds.remove(subscription);
        farewells.supersede(changes, subscription);
    }

    /** Forgets those that were never confirmed in time, and those that ended long ago. */
    void expire(Topic topic) {
        farewells.expire(topic);
        if (topic.roster().counts().pending() == 0) {
            return;
        }
        long now = environment.clock().millis();
        for (Subscription subscription : topic.roster().page(0, Integer.MAX_VALUE)) {
            if (isExpired(subscription.record(), now)) {
                forget(subscription, now);
            }
        }
    }

    private void forget(Subscription subscription, long now) {
        subscription.partition().decide(changes -> {
            if (!subscription.isDeleted() && isExpired(subscription.record(), now)) {
                end(changes, subscription);
            }
            return null;
        });
    }

    private static boolean isExpired(SubscriptionRecord record, long now) {
        return !record.confirmed() && now >= record.createdAt() + ConfirmationTokens.VALID.toMillis();
    }

    static byte[] key(Subscription subscription) {
        return Keys.of(subscription.partition().number(), Tables.SUBSCRIPTION, subscription.topic().incarnation(), subscription.number());
    }
}

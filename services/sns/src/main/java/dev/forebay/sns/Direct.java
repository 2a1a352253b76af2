package dev.forebay.sns;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Ids;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is published to a phone or a mobile endpoint, with no topic between: durable before the reply, then delivered like what
 * subscribers are owed. Each account has, for each region and protocol, a topic of its own for that, which has no name that
 * anybody could say, and one subscription.
 */
final class Direct {
    private final SmsDesk phones;
    private final PlatformCatalog platforms;
    private final TopicCatalog catalog;
    private final Environment environment;
    private final DeliveryDesk desk;
    private final Subscriptions subscriptions;
    private final Map<TopicId, Subscription> known = new ConcurrentHashMap<>();

    Direct(SmsDesk phones, PlatformCatalog platforms, TopicCatalog catalog, Subscriptions subscriptions, DeliveryDesk desk) {
        this.phones = phones;
        this.platforms = platforms;
        this.catalog = catalog;
        this.environment = catalog.environment();
        this.desk = desk;
        this.subscriptions = subscriptions;
    }

    /** Publishes to a phone number. */
    UUID text(Caller caller, String phoneNumber, Draft draft) {
        PhoneNumber number = PhoneNumber.published(phoneNumber);
        Notification notification = made(draft);
        SmsText.of(notification, number, phones.place(caller.account(), caller.region()).attributes());
        return send(caller.account(), caller.region(), Protocol.SMS, phoneNumber, notification);
    }

    /** Publishes to a mobile endpoint. */
    UUID push(Caller caller, String endpointArn, Draft draft) {
        new PlatformOperations(platforms, caller).requireEnabled(endpointArn);
        Arn arn = Arn.parse(endpointArn).orElseThrow();
        return send(new AccountId(arn.account()), new Region(arn.region()), Protocol.APPLICATION, endpointArn, made(draft));
    }

    private Notification made(Draft draft) {
        return draft.forEndpoint(Ids.uuid(environment.random()), environment.clock().millis()).notification();
    }

    private UUID send(AccountId account, Region region, Protocol protocol, String endpoint, Notification notification) {
        return PublishOperations.unlessFull(() -> {
            environment.store().requireSpace();
            Subscription lane = lane(new TopicId(account, region, new TopicName("!" + protocol.aws)), protocol);
            lane.partition().decide(changes -> {
                desk.owe(changes, lane, notification.publishedAt(), lane.topic().newSequence(changes), notification, endpoint);
                return null;
            });
            desk.wake(lane, notification.publishedAt());
            return notification.messageId();
        });
    }

    private Subscription lane(TopicId id, Protocol protocol) {
        Subscription lane = known.get(id);
        if (lane == null) {
            // Two that open it find the same.
            lane = open(id, protocol);
            known.put(id, lane);
        }
        return lane;
    }

    private Subscription open(TopicId id, Protocol protocol) {
        Topic topic = catalog.create(id, Map.of(), Map.of(), "");
        return subscriptions.subscribe(topic, protocol, "!", SubscriptionAttributes.NONE, Caller.root(id.account(), id.region()));
    }
}

package dev.forebay.sns;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.model.*;

/** The operations on subscriptions: their life, their attributes, and lists of them. */
final class SubscriptionOperations {
    private static final int PAGE = 100;

    private final SnsService service;
    private final Caller caller;

    SubscriptionOperations(SnsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    SubscribeResponse subscribe(SubscribeRequest request) {
        Topic topic = topic(request.topicArn());
        Protocol protocol = Protocol.named(request.protocol()).orElseThrow(() -> SnsErrors.invalidParameter(
                "Amazon SNS does not support this protocol string: " + request.protocol()));
        String endpoint = service.endpoints().checked(topic, protocol, request.endpoint());
        SubscriptionAttributes attributes = TopicOperations.refusing(() -> {
            SubscriptionAttributes wanted = SubscriptionAttributes.NONE.with(request.attributes());
            service.subscriptions().check(topic, endpoint, wanted);
            return wanted;
        });
        Subscription subscription = service.subscriptions().subscribe(topic, protocol, endpoint, attributes, caller);
        boolean tells = subscription.record().confirmed() || Boolean.TRUE.equals(request.returnSubscriptionArn());
        return SubscribeResponse.builder().subscriptionArn(tells ? subscription.arn() : "pending confirmation").build();
    }

    ConfirmSubscriptionResponse confirm(ConfirmSubscriptionRequest request) {
        Topic topic;
        try {
            // The link to confirm says no region but the topic's.
            topic = service.catalog().find(TopicId.checked(request.topicArn(), "TopicArn"));
        } catch (NotFoundException gone) {
            // AWS: whoever has no topic has no token either.
            ConfirmationTokens.subscription(request.token());
            throw SnsErrors.invalidParameter("Token");
        }
        boolean protect = "true".equalsIgnoreCase(request.authenticateOnUnsubscribe());
        return ConfirmSubscriptionResponse.builder()
                .subscriptionArn(service.subscriptions().confirm(topic, request.token(), protect).arn()).build();
    }

    /** AWS: what is not there is no longer subscribed. */
    UnsubscribeResponse unsubscribe(UnsubscribeRequest request) {
        SubscriptionId id = SubscriptionId.checked(request.subscriptionArn());
        find(id).ifPresentOrElse(subscription -> {
            requireRight(subscription);
            service.subscriptions().unsubscribe(subscription, !isKnownOwner(subscription));
        }, () -> service.catalog().settle(id.topic()));
        return UnsubscribeResponse.builder().build();
    }

    private void requireRight(Subscription subscription) {
        boolean owns = caller.principal().kind() != Kind.ANONYMOUS
                && (caller.account().equals(subscription.record().owner()) || caller.account().equals(subscription.topic().id().account()));
        if (subscription.record().authenticatesUnsubscribe() && !owns) {
            throw SnsErrors.authorizationError("Only the owners of the subscription and of the topic may unsubscribe");
        }
    }

    /**
     * AWS: the endpoint is told unless the subscription's own owner ends it. Where no signatures are verified, whoever shows no
     * credentials is the root of the default account, so of that one's calls it is not known.
     */
    private boolean isKnownOwner(Subscription subscription) {
        return caller.account().equals(subscription.record().owner())
                && caller.principal().kind() != Kind.ANONYMOUS
                && !(caller.account().equals(AccountId.DEFAULT) && caller.principal().kind() == Kind.ROOT);
    }

    GetSubscriptionAttributesResponse attributes(GetSubscriptionAttributesRequest request) {
        Subscription subscription = subscription(request.subscriptionArn());
        SubscriptionRecord record = subscription.record();
        Map<String, String> shown = new LinkedHashMap<>(record.attributes().shown());
        shown.put("SubscriptionArn", subscription.arn());
        shown.put("TopicArn", subscription.topic().arn());
        shown.put("Owner", record.owner().value());
        shown.put("Protocol", record.protocol().aws);
        shown.put("Endpoint", record.endpoint());
        shown.put("SubscriptionPrincipal", record.principal());
        shown.put("PendingConfirmation", Boolean.toString(!record.confirmed()));
        shown.put("ConfirmationWasAuthenticated", Boolean.toString(record.confirmedByOwner()));
        if (record.protocol() == Protocol.HTTP || record.protocol() == Protocol.HTTPS) {
            shown.put("EffectiveDeliveryPolicy", DeliveryPolicy.effectiveOfSubscription(
                    subscription.topic().attributes().text(TopicSetting.DELIVERY_POLICY), record.attributes().deliveryPolicy()));
        }
        service.feeds().of(subscription).map(feed -> feed.cursor().replay().aws).filter(status -> !status.isEmpty())
                .ifPresent(status -> shown.put("ReplayStatus", status));
        subscription.topic().settle();
        return GetSubscriptionAttributesResponse.builder().attributes(shown).build();
    }

    SetSubscriptionAttributesResponse setAttribute(SetSubscriptionAttributesRequest request) {
        Subscription subscription = subscription(request.subscriptionArn());
        String value = request.attributeValue() == null ? "" : request.attributeValue();
        try {
            service.subscriptions().set(subscription, request.attributeName(), value);
        } catch (AttributeRefused refused) {
            throw SnsErrors.invalidParameter(refused.getMessage());
        }
        return SetSubscriptionAttributesResponse.builder().build();
    }

    ListSubscriptionsByTopicResponse listByTopic(ListSubscriptionsByTopicRequest request) {
        Topic topic = topic(request.topicArn());
        long after = request.nextToken() == null ? 0 : PageToken.read(request.nextToken()).number();
        List<Subscription> found = topic.roster().page(after, PAGE + 1);
        List<Subscription> page = found.subList(0, Math.min(PAGE, found.size()));
        topic.settle();
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(page.stream().map(SubscriptionOperations::shown).toList())
                .nextToken(found.size() <= PAGE ? null : new PageToken("", page.getLast().number()).write())
                .build();
    }

    /** AWS: those of the caller, whoever has the topic. Ordered by topic. */
    ListSubscriptionsResponse list(ListSubscriptionsRequest request) {
        PageToken from = request.nextToken() == null ? new PageToken("", 0) : PageToken.read(request.nextToken());
        List<Subscription> found = new ArrayList<>(PAGE + 1);
        for (Topic topic : service.catalog().from(from.text())) {
            if (!topic.id().region().equals(caller.region()) || !TopicName.isValid(topic.id().name().value())) {
                // Elsewhere, or only there for direct publishes.
                continue;
            }
            long after = topic.arn().equals(from.text()) ? from.number() : 0;
            collect(topic, after, found);
            if (found.size() > PAGE) {
                break;
            }
        }
        List<Subscription> page = found.subList(0, Math.min(PAGE, found.size()));
        service.catalog().settle();
        return ListSubscriptionsResponse.builder()
                .subscriptions(page.stream().map(SubscriptionOperations::shown).toList())
                .nextToken(found.size() <= PAGE ? null : new PageToken(page.getLast().topic().arn(), page.getLast().number()).write())
                .build();
    }

    private void collect(Topic topic, long from, List<Subscription> found) {
        long after = from;
        while (found.size() <= PAGE) {
            List<Subscription> next = topic.roster().page(after, PAGE);
            next.stream().filter(one -> one.record().owner().equals(caller.account())).limit(PAGE + 1L - found.size()).forEach(found::add);
            if (next.size() < PAGE) {
                return;
            }
            after = next.getLast().number();
        }
    }

    private static software.amazon.awssdk.services.sns.model.Subscription shown(Subscription subscription) {
        SubscriptionRecord record = subscription.record();
        return software.amazon.awssdk.services.sns.model.Subscription.builder()
                .subscriptionArn(record.confirmed() ? subscription.arn() : "PendingConfirmation")
                .topicArn(subscription.topic().arn())
                .owner(record.owner().value())
                .protocol(record.protocol().aws)
                .endpoint(record.listedEndpoint())
                .build();
    }

    private Topic topic(String arn) {
        return service.catalog().find(TopicId.checked(arn, "TopicArn", caller.region()));
    }

    private Subscription subscription(String arn) {
        SubscriptionId id = SubscriptionId.checked(arn);
        return find(id).orElseThrow(() -> {
            service.catalog().settle(id.topic());
            return SnsErrors.subscriptionDoesNotExist();
        });
    }

    private Optional<Subscription> find(SubscriptionId id) {
        return service.catalog().get(id.topic()).map(topic -> topic.roster().find(id.id()));
    }
}

package dev.forebay.sns;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;

/**
 * What the operations on subscriptions need. AWS: refusals and policies name the topic, but a subscription is whose it is: its owner and
 * the topic's decide by their own policies, others may not. To confirm, and to end what does not say otherwise, no signature is needed.
 */
final class SnsSubscriptionAccess {
    private static final String SUBSCRIBE = "sns:Subscribe";
    private static final String CONFIRM = "sns:ConfirmSubscription";
    private static final String UNSUBSCRIBE = "sns:Unsubscribe";
    private static final String PROTOCOL = "sns:Protocol";
    private static final String ENDPOINT = "sns:Endpoint";
    private static final String THE_TOPIC = "the subscription's topic";

    private final SnsAccess topics;

    SnsSubscriptionAccess(SnsAccess topics) {
        this.topics = topics;
    }

    Stream<AccessRule> rules() {
        return Stream.of(
                new AccessRule("Subscribe", List.of(SUBSCRIBE), "topic", List.of(ConditionKeys.RESOURCE_TAG, PROTOCOL, ENDPOINT), this::subscribe),
                new AccessRule("ConfirmSubscription", List.of(CONFIRM), "topic; nothing unsigned", List.of(), this::confirm),
                new AccessRule("Unsubscribe", List.of(UNSUBSCRIBE), THE_TOPIC + "; nothing unsigned, unless the subscription asks for a signature",
                        List.of(), this::unsubscribe),
                onOne("GetSubscriptionAttributes", GetSubscriptionAttributesRequest.class, GetSubscriptionAttributesRequest::subscriptionArn),
                onOne("SetSubscriptionAttributes", SetSubscriptionAttributesRequest.class, SetSubscriptionAttributesRequest::subscriptionArn),
                new AccessRule("ListSubscriptions", List.of("sns:ListSubscriptions"), SnsPhoneAccess.ALL, List.of(),
                        (caller, _) -> List.of(SnsAccess.onAll(caller, "sns:ListSubscriptions"))));
    }

    private List<Access> subscribe(Caller caller, SdkRequest request) {
        SubscribeRequest asked = (SubscribeRequest) request;
        Access access = topics.on(caller, TopicId.checked(asked.topicArn(), "TopicArn", caller.region()), SUBSCRIBE);
        return List.of(access.with(ConditionKeys.of(access.keys())
                .with(PROTOCOL, asked.protocol()).with(ENDPOINT, asked.endpoint()).map()));
    }

    /** Whoever has the token may; but who wants unsubscribing to need a signature has to sign. */
    private List<Access> confirm(Caller caller, SdkRequest request) {
        ConfirmSubscriptionRequest asked = (ConfirmSubscriptionRequest) request;
        TopicId topic = TopicId.checked(asked.topicArn(), "TopicArn");
        if (!isAnonymous(caller)) {
            return List.of(Access.of(CONFIRM, topic.arn(), caller.account()));
        }
        return "true".equalsIgnoreCase(asked.authenticateOnUnsubscribe()) ? List.of(Access.of(CONFIRM, topic.arn(), topic.account())) : List.of();
    }

    private List<Access> unsubscribe(Caller caller, SdkRequest request) {
        SubscriptionId id = SubscriptionId.checked(((UnsubscribeRequest) request).subscriptionArn());
        boolean open = find(id).map(one -> !one.record().authenticatesUnsubscribe()).orElse(true);
        if (open) {
            return isAnonymous(caller) ? List.of() : List.of(Access.of(UNSUBSCRIBE, id.topic().arn(), caller.account()));
        }
        return List.of(Access.of(UNSUBSCRIBE, id.topic().arn(), owner(caller, id)));
    }

    private <R> AccessRule onOne(String operation, Class<R> type, Function<R, String> arn) {
        String action = SnsAccess.PREFIX + operation;
        return new AccessRule(operation, List.of(action), THE_TOPIC, List.of(), (caller, request) -> {
            SubscriptionId id = SubscriptionId.checked(arn.apply(type.cast(request)));
            return List.of(Access.of(action, id.topic().arn(), owner(caller, id)));
        });
    }

    /** Whose a subscription is to a caller: of the two accounts that have to do with it, the caller's own if it is one of them. */
    private AccountId owner(Caller caller, SubscriptionId id) {
        AccountId topicOwner = id.topic().account();
        return caller.account().equals(topicOwner) ? topicOwner : find(id).map(one -> one.record().owner()).orElse(topicOwner);
    }

    private Optional<Subscription> find(SubscriptionId id) {
        return topics.catalog().get(id.topic()).map(topic -> topic.roster().find(id.id()));
    }

    private static boolean isAnonymous(Caller caller) {
        return caller.principal().kind() == Kind.ANONYMOUS;
    }
}

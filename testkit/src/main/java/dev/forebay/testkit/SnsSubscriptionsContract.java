package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** The life of subscriptions, their attributes, and their confirmation. */
public abstract class SnsSubscriptionsContract extends SnsContract {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    @Test
    void aQueueOfTheCallersIsSubscribedAtOnce() {
        String topic = topic("orders");
        String queue = queue("shipping");
        String subscription = subscribe(topic, queue);

        assertThat(subscription).startsWith(topic + ":");
        assertThat(attributesOf(subscription)).containsExactlyInAnyOrderEntriesOf(Map.of(
                "ConfirmationWasAuthenticated", "true", "Endpoint", queue, "Owner", "111111111111", "PendingConfirmation", "false",
                "Protocol", "sqs", RAW, "false", "SubscriptionArn", subscription, "SubscriptionPrincipal", "arn:aws:iam::111111111111:root",
                "TopicArn", topic));
        assertThat(topicAttributes(topic)).containsEntry("SubscriptionsConfirmed", "1").containsEntry("SubscriptionsPending", "0");
    }

    @Test
    void anEndpointIsSubscribedOnce() {
        String topic = topic("orders");
        String queue = queue("shipping");
        String scope = "FilterPolicyScope";
        String subscription = subscribe(topic, queue, RAW, "True");

        assertThat(subscribe(topic, queue)).isEqualTo(subscription);
        assertThat(subscribe(topic, queue, RAW, "true")).isEqualTo(subscription);
        assertThat(subscribe(topic, queue, RAW, "true", scope, "MessageAttributes")).isEqualTo(subscription);
        assertThat(subscribe(topic, queue, scope, "MessageAttributes")).isEqualTo(subscription);
        refusalOf(() -> subscribe(topic, queue, RAW, "false", scope, "MessageBody"))
                .isInvalidParameter("Attributes Reason: Subscription already exists with different attributes");
        refusalOf(() -> subscribe(topic, queue, RAW, "false"))
                .isInvalidParameter("Attributes Reason: Subscription already exists with different attributes");
        assertThat(listed(topic)).hasSize(1);
    }

    @Test
    void whatCannotBeSubscribedIsRefused() {
        String topic = topic("orders");

        refusalOf(() -> subscribe(topic, "https://sqs.eu-central-1.amazonaws.com/111111111111/q")).isInvalidParameter("SQS endpoint ARN");
        refusalOf(() -> sns.subscribe(r -> r.topicArn(topic).protocol("pigeon").endpoint("loft")))
                .isInvalidParameter("Amazon SNS does not support this protocol string: pigeon");
        refusalOf(() -> subscribe(topic, queueArn(ALICE, "orders.fifo")))
                .isInvalidParameter("Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics");
        refusalOf(() -> sns.subscribe(r -> r.topicArn(topic).protocol("https").endpoint("http://localhost/"))).is("InvalidParameter", 400);
        refusalOf(() -> subscribe(topic + "x", queue("shipping"))).isNotFound("Topic does not exist");
        assertThat(listed(topic)).isEmpty();
    }

    @Test
    void attributesAreCheckedWhenSubscribing() {
        String topic = topic("orders");
        String queue = queue("shipping");

        refusalOf(() -> subscribe(topic, queue, RAW, "wrongvalue"))
                .isInvalidParameter("Attributes Reason: RawMessageDelivery: Invalid value [wrongvalue]. Must be true or false.");
        refusalOf(() -> subscribe(topic, queue, "Colour", "blue")).isInvalidParameter("Attributes Reason: AttributeName");
        refusalOf(() -> subscribe(topic, queue, "FilterPolicy", "{\"a\":[\"x\"],\"b\":[\"x\"],\"c\":[\"x\"],\"d\":[\"x\"],\"e\":[\"x\"],\"f\":[\"x\"]}"))
                .isInvalidParameter("Attributes Reason: FilterPolicy: Filter policy can not have more than 5 keys");
        refusalOf(() -> subscribe(topic, queue, "FilterPolicy", "invalid policy")).isInvalidParameter("Attributes Reason: FilterPolicy: failed"
                + " to parse JSON. Unrecognized token 'invalid': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or"
                + " 'false')\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 8]");
        assertThat(listed(topic)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fake-attribute | value | AttributeName",
        "RawMessageDelivery | test-ValUe | RawMessageDelivery: Invalid value [test-ValUe]. Must be true or false.",
        "RawMessageDelivery | '' | RawMessageDelivery: Invalid value []. Must be true or false.",
        "RedrivePolicy | {\"deadLetterTargetArn\":\"no arn\"} | RedrivePolicy: deadLetterTargetArn is an invalid arn",
        "FilterPolicy | {\"a\":{\"b\":[\"c\"]}} | Filter policy scope MessageAttributes does not support nested filter policy"})
    void attributesAreCheckedWhenSet(String name, String value, String refusal) {
        String subscription = subscribe(topic("orders"), queue("shipping"));

        refusalOf(() -> set(subscription, name, value)).isInvalidParameter(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FilterPolicy", "RedrivePolicy"})
    void whatIsNoJsonIsRefusedWithThePlace(String name) {
        String subscription = subscribe(topic("orders"), queue("shipping"));

        refusalOf(() -> set(subscription, name, "{invalidjson}")).isInvalidParameter(name + ": failed to parse JSON. Unexpected character"
                + " ('i' (code 105)): was expecting double-quote to start field name\n at [Source: REDACTED"
                + " (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]");
    }

    @Test
    void attributesCanBeSetAndRemoved() {
        String subscription = subscribe(topic("orders"), queue("shipping"));
        String redrive = "{\"deadLetterTargetArn\": \"" + queueArn(ALICE, "dead") + "\"}";
        set(subscription, RAW, "true");
        set(subscription, "FilterPolicy", "{\"colour\": [\"blue\"]}");
        set(subscription, "RedrivePolicy", redrive);
        assertThat(attributesOf(subscription)).containsEntry(RAW, "true").containsEntry("RedrivePolicy", redrive)
                .containsEntry("FilterPolicy", "{\"colour\": [\"blue\"]}").containsEntry("FilterPolicyScope", "MessageAttributes");

        set(subscription, "FilterPolicy", "{}");
        set(subscription, "RedrivePolicy", "");
        assertThat(attributesOf(subscription)).doesNotContainKeys("FilterPolicy", "FilterPolicyScope", "RedrivePolicy");
    }

    @Test
    void whoUnsubscribedIsGone() {
        String topic = topic("orders");
        String queue = queue("shipping");
        String subscription = subscribe(topic, queue);
        sns.unsubscribe(r -> r.subscriptionArn(subscription));
        sns.unsubscribe(r -> r.subscriptionArn(subscription));
        publish(topic, "too late");

        assertThat(listed(topic)).isEmpty();
        assertThat(drain(queue)).isEmpty();
        refusalOf(() -> attributesOf(subscription)).is(NotFoundException.class).isNotFound("Subscription does not exist");
        refusalOf(() -> set(subscription, RAW, "true")).isNotFound("Subscription does not exist");
        assertThat(topicAttributes(topic)).containsEntry("SubscriptionsConfirmed", "0").containsEntry("SubscriptionsDeleted", "1");
    }

    @Test
    void unsubscribingNeedsAnArn() {
        String topic = topic("orders");
        sns.unsubscribe(r -> r.subscriptionArn(topic + ":" + NOBODY));

        refusalOf(() -> sns.unsubscribe(r -> r.subscriptionArn("nothing")))
                .isInvalidParameter("SubscriptionArn Reason: An ARN must have at least 6 elements, not 1");
        refusalOf(() -> sns.unsubscribe(r -> r.subscriptionArn("arn:aws:sns:us-east-1:random")))
                .isInvalidParameter("SubscriptionArn Reason: An ARN must have at least 6 elements, not 5");
        refusalOf(() -> sns.unsubscribe(r -> r.subscriptionArn(topic))).isInvalidParameter("SubscriptionId");
        refusalOf(() -> attributesOf(topic)).isInvalidParameter("SubscriptionId");
    }

    @Test
    void aDeletedTopicHasNoSubscribers() {
        String topic = topic("orders");
        String subscription = subscribe(topic, queue("shipping"));
        sns.deleteTopic(r -> r.topicArn(topic));

        refusalOf(() -> attributesOf(subscription)).isNotFound("Subscription does not exist");
        refusalOf(() -> listed(topic)).isNotFound("Topic does not exist");
        assertThat(sns.listSubscriptionsPaginator().subscriptions()).isEmpty();
    }

    @Test
    void subscriptionsAreListedInPagesOfAHundred() {
        String topic = topic("orders");
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 105; i++) {
            created.add(subscribe(topic, queueArn(ALICE, "q" + i)));
        }

        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions()).hasSize(100);
        assertThat(listed(topic)).extracting(Subscription::subscriptionArn).containsExactlyInAnyOrderElementsOf(created);
        assertThat(sns.listSubscriptions().subscriptions()).hasSize(100);
        assertThat(sns.listSubscriptionsPaginator().subscriptions().stream().toList())
                .extracting(Subscription::subscriptionArn).containsExactlyInAnyOrderElementsOf(created);
    }

    @Test
    void aQueueOfSomebodyElseIsAskedFirst() {
        String topic = topic("orders");
        String bobs = queue(BOB, "shipping");
        assertThat(subscribe(topic, bobs)).isEqualTo("pending confirmation");
        publish(topic, "before");
        assertThat(listed(topic)).extracting(Subscription::subscriptionArn).containsExactly("PendingConfirmation");
        assertThat(topicAttributes(topic)).containsEntry("SubscriptionsPending", "1").containsEntry("SubscriptionsConfirmed", "0");

        Json.Members question = envelope(BOB, bobs);
        assertThat(question.text("Type")).hasValue("SubscriptionConfirmation");
        assertThat(question.text("TopicArn")).hasValue(topic);
        assertThat(question.text("Message")).hasValue("You have chosen to subscribe to the topic " + topic
                + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.");
        String token = question.text("Token").orElseThrow();
        assertThat(question.text("SubscribeURL").orElseThrow()).endsWith("/?Action=ConfirmSubscription&TopicArn=" + topic + "&Token=" + token);
        String subscription = sns(BOB).confirmSubscription(r -> r.topicArn(topic).token(token)).subscriptionArn();
        assertThat(listed(topic)).extracting(Subscription::subscriptionArn).containsExactly(subscription);
        publish(topic, "after");
        assertThat(envelope(BOB, bobs).text("Message")).hasValue("after");
        assertThat(sns(BOB).confirmSubscription(r -> r.topicArn(topic).token(token)).subscriptionArn()).isEqualTo(subscription);
    }

    @Test
    void whoIsToBeAskedCanBeToldApart() {
        String topic = topic("orders");
        String bobs = queue(BOB, "shipping");
        String subscription = sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(bobs).returnSubscriptionArn(true)).subscriptionArn();

        assertThat(attributesOf(subscription)).containsEntry("PendingConfirmation", "true").containsEntry("ConfirmationWasAuthenticated", "false");
    }

    @Test
    void aQueueMayBeInAnotherRegion() {
        String topic = topic("orders");
        String queue = queue(ALICE_ABROAD, "shipping");
        subscribe(topic, queue);
        publish(topic, "m");

        assertThat(envelope(ALICE_ABROAD, queue).text("Message")).hasValue("m");
    }

    @Test
    void aTokenIsGoodForTwoDays() {
        String topic = topic("orders");
        String bobs = queue(BOB, "shipping");
        subscribe(topic, bobs);
        String token = envelope(BOB, bobs).text("Token").orElseThrow();
        pass(Duration.ofDays(2));

        refusalOf(() -> sns(BOB).confirmSubscription(r -> r.topicArn(topic).token(token))).isInvalidParameter("Token");
    }

    @Test
    void tokensAreChecked() {
        String topic = topic("orders");
        String hexadecimal = "51b2ff3edb475b7d91550e0ab6edf0c1de2a34e6ebaf6c2262a001bcb7e051c43aa00022ceecce70bd2a67b2042da8d8"
                + "eb47fef7a4e4e942d23e7fa56146b9ee35da040b4b8af564cc4184a7391c834cb75d75c22981f776ad1ce8805e9bab29";

        refusalOf(() -> sns.confirmSubscription(r -> r.topicArn(topic).token("randomtoken"))).is("InvalidParameter", 400).says("Invalid token");
        refusalOf(() -> sns.confirmSubscription(r -> r.topicArn(topic).token(hexadecimal))).isInvalidParameter("Token");
        refusalOf(() -> sns.confirmSubscription(r -> r.topicArn(topic + "x").token(hexadecimal))).isInvalidParameter("Token");
    }

    @Test
    void whoConfirmedWithCareIsNotUnsubscribedByStrangers() {
        String topic = topic("orders");
        String bobs = queue(BOB, "shipping");
        subscribe(topic, bobs);
        String token = envelope(BOB, bobs).text("Token").orElseThrow();
        String subscription = sns(BOB).confirmSubscription(r -> r.topicArn(topic).token(token).authenticateOnUnsubscribe("true")).subscriptionArn();

        refusalOf(() -> sns(BOB).unsubscribe(r -> r.subscriptionArn(subscription)))
                .is(AuthorizationErrorException.class).is("AuthorizationError", 403);
        assertThat(attributesOf(subscription)).containsEntry("ConfirmationWasAuthenticated", "true");
        sns.unsubscribe(r -> r.subscriptionArn(subscription));
        assertThat(listed(topic)).isEmpty();
    }

    private List<Subscription> listed(String topic) {
        return sns.listSubscriptionsByTopicPaginator(r -> r.topicArn(topic)).subscriptions().stream().toList();
    }
}

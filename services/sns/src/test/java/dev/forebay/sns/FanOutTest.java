package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.Keys;
import dev.forebay.store.Scan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

class FanOutTest {
    private final InProcess house = new InProcess();
    private final String topic = house.sns().createTopic(r -> r.name("purchases")).topicArn();

    @AfterEach
    void close() {
        house.close();
    }

    private String subscribed(String queue, Map<String, String> attributes) {
        String url = house.queue(queue);
        house.sns().subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(InProcess.queueArn(url)).attributes(attributes));
        return url;
    }

    private String raw(String queue) {
        return subscribed(queue, Map.of("RawMessageDelivery", "true"));
    }

    private void publish(String message) {
        house.sns().publish(r -> r.topicArn(topic).message(message));
    }

    @Test
    void everyQueueGetsACopy() {
        List<String> queues = List.of(raw("fraud"), raw("shipping"), raw("mail"));
        publish("one espresso");
        house.settle();

        assertThat(queues).allSatisfy(queue -> assertThat(house.bodies(queue)).containsExactly("one espresso"));
    }

    @Test
    void aMessageComesInItsEnvelope() {
        String queue = subscribed("orders", Map.of());
        String id = house.sns().publish(r -> r.topicArn(topic).message("say \"hello\"").subject("greeting")).messageId();
        house.settle();
        Message message = house.drain(queue).getFirst();

        assertThat(message.body()).contains("\"Type\" : \"Notification\"", "\"MessageId\" : \"" + id + "\"", "say \\\"hello\\\"",
                "\"Subject\" : \"greeting\"", "\"SignatureVersion\" : \"1\"", "Action=Unsubscribe&SubscriptionArn=" + topic);
    }

    @Test
    void whatIsPublishedBeforeARestartIsDeliveredAfterIt() {
        String queue = raw("orders");
        publish("one");
        publish("two");
        house.reopen();
        house.settle();

        assertThat(house.bodies(queue)).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void whatWasDeliveredIsNotDeliveredAgainAfterARestart() {
        String queue = raw("orders");
        publish("one");
        house.settle();
        assertThat(house.bodies(queue)).containsExactly("one");
        house.reopen();
        house.settle();

        assertThat(house.bodies(queue)).isEmpty();
    }

    @Test
    void whoSubscribesLaterGetsOnlyWhatComesLater() {
        raw("early");
        publish("before");
        String late = raw("late");
        house.reopen();
        house.settle();
        publish("after");
        house.settle();

        assertThat(house.bodies(late)).containsExactly("after");
    }

    @Test
    void aTraceHeaderGoesAlong() {
        String queue = raw("orders");
        house.service.client(InProcess.CALLER.withTrace("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"))
                .publish(r -> r.topicArn(topic).message("traced"));
        house.settle();

        assertThat(house.drain(queue).getFirst().attributesAsStrings())
                .containsEntry("AWSTraceHeader", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1");
    }

    @Test
    void filtersDecideWhoGetsWhat() {
        String big = subscribed("big", Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"size\":[{\"numeric\":[\">\",100]}]}"));
        String all = raw("all");
        house.sns().publish(r -> r.topicArn(topic).message("small").messageAttributes(Map.of("size", number("5"))));
        house.sns().publish(r -> r.topicArn(topic).message("large").messageAttributes(Map.of("size", number("500"))));
        house.settle();

        assertThat(house.bodies(big)).containsExactly("large");
        assertThat(house.bodies(all)).containsExactlyInAnyOrder("small", "large");
    }

    private static software.amazon.awssdk.services.sns.model.MessageAttributeValue number(String value) {
        return software.amazon.awssdk.services.sns.model.MessageAttributeValue.builder().dataType("Number").stringValue(value).build();
    }

    @Test
    void aQueueThatIsGoneLeadsToTheDeadLetterQueue() {
        String dead = house.queue("dead");
        String queue = subscribed("orders", Map.of("RawMessageDelivery", "true",
                "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + InProcess.queueArn(dead) + "\"}"));
        house.sqs().deleteQueue(r -> r.queueUrl(queue));
        publish("one");
        house.settle();

        assertThat(house.bodies(dead)).containsExactly("one");
    }

    @Test
    void aBatchIsPublishedInOneCommitAndFansOut() {
        String queue = raw("orders");
        house.sns().publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(List.of(entry("a", "one"), entry("b", "two"))));
        house.settle();

        assertThat(house.bodies(queue)).containsExactlyInAnyOrder("one", "two");
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    @Test
    void nothingIsLeftInTheStoreWhenAllIsDelivered() {
        raw("orders");
        publish("one");
        house.settle();

        assertThat(rows(Tables.NOTIFICATION) + rows(Tables.PENDING)).isZero();
    }

    private int rows(byte table) {
        int count = 0;
        for (int partition = 0; partition < 16; partition++) {
            try (Scan scan = house.store.scan(Keys.of(partition, table), Keys.of(partition, (byte) (table + 1)))) {
                while (scan.next()) {
                    count++;
                }
            }
        }
        return count;
    }

    @Test
    void aDeletedTopicTakesItsSubscriptionsAlong() {
        String queue = raw("orders");
        house.sns().deleteTopic(r -> r.topicArn(topic));
        house.sns().createTopic(r -> r.name("purchases"));
        house.reopen();
        publish("nobody hears this");
        house.settle();

        assertThat(house.sns().listSubscriptions().subscriptions()).isEmpty();
        assertThat(house.bodies(queue)).isEmpty();
        house.pass(Duration.ofMinutes(2));
    }

    @Test
    void aQueueThatIsGoneCostsOneCommitABatchNotOneAMessage() {
        String queue = raw("orders");
        house.sqs().deleteQueue(r -> r.queueUrl(queue));
        for (int i = 0; i < 10; i++) {
            publish("m" + i);
        }
        long before = house.store.durable();
        house.timers.run(1);

        assertThat(rows(Tables.PENDING)).isEqualTo(10);
        // The ten are owed at once; the other ten are the rounds that are over.
        assertThat(house.store.durable() - before).isEqualTo(1 + 10);
    }

    @Test
    void aLargeMessageToManyIsOwedInCommitsOfBearableSize() {
        for (int i = 0; i < 100; i++) {
            String endpoint = "http://127.0.0.1:1/" + i;
            house.sns().subscribe(r -> r.topicArn(topic).protocol("http").endpoint(endpoint));
        }
        Topic found = house.service.catalog().find(TopicId.checked(topic, "TopicArn"));
        List<Subscription> targets = found.roster().page(0, 1_000);
        Notification large = new Notification(new java.util.UUID(1, 1), 0, house.clock.millis(), topic, "", "x".repeat(200_000), false,
                Map.of(), "", "", "", false);
        int before = rows(Tables.PENDING);
        house.timers.close();
        house.service.fanOut().begin(found, 1, large, targets);
        long commit = house.store.durable();
        house.timers.run(1);

        assertThat(rows(Tables.PENDING) - before).isEqualTo(100);
        assertThat(house.store.durable() - commit).isGreaterThanOrEqualTo(5);
    }

    @Test
    void aSubscriptionThatTriesFiltersOutIsFoundOnce() {
        String queue = raw("orders");
        String subscription = house.sns().listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions().getFirst().subscriptionArn();
        for (String filter : List.of("{\"colour\":[\"red\"]}", "{}", "{\"colour\":[\"blue\"]}", "{}")) {
            house.sns().setSubscriptionAttributes(r -> r.subscriptionArn(subscription).attributeName("FilterPolicy").attributeValue(filter));
        }
        publish("one");
        house.settle();

        assertThat(house.bodies(queue)).containsExactly("one");
    }

    @Test
    void whatIsOnlyThereForDirectPublishesIsNotListed() {
        TopicId id = new TopicId(InProcess.CALLER.account(), InProcess.CALLER.region(), new TopicName("!sms"));
        Topic direct = house.service.catalog().create(id, Map.of(), Map.of(), "");
        house.service.subscriptions().subscribe(direct, Protocol.SMS, "!", SubscriptionAttributes.NONE, InProcess.CALLER);
        raw("orders");

        assertThat(house.sns().listSubscriptions().subscriptions()).singleElement()
                .satisfies(one -> assertThat(one.endpoint()).endsWith(":orders"));
    }

    @Test
    void subscriptionsAreListedPageByPageOverTopics() {
        for (int t = 0; t < 3; t++) {
            String arn = house.sns().createTopic(r -> r.name("list-" + (char) ('a' + house.service.catalog().all().size()))).topicArn();
            for (int i = 0; i < 70; i++) {
                String endpoint = "arn:aws:sqs:us-east-1:000000000000:q" + i;
                house.sns().subscribe(r -> r.topicArn(arn).protocol("sqs").endpoint(endpoint));
            }
        }

        assertThat(house.sns().listSubscriptionsPaginator().subscriptions().stream().map(one -> one.subscriptionArn()).distinct()).hasSize(210);
    }

    @Test
    void subscribingAgainComparesOnlyWhatIsSupplied() {
        String queue = InProcess.queueArn(raw("orders"));
        String first = again(queue, Map.of("RawMessageDelivery", "true"));

        assertThat(again(queue, Map.of("RawMessageDelivery", "true", "FilterPolicyScope", "MessageAttributes"))).isEqualTo(first);
        assertThat(again(queue, Map.of("FilterPolicyScope", "MessageAttributes"))).isEqualTo(first);
        assertThat(again(queue, Map.of())).isEqualTo(first);
        assertThatThrownBy(() -> again(queue, Map.of("RawMessageDelivery", "false", "FilterPolicyScope", "MessageBody")))
                .hasMessageContaining("Subscription already exists with different attributes");
    }

    private String again(String queueArn, Map<String, String> attributes) {
        return house.sns().subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(queueArn).attributes(attributes)).subscriptionArn();
    }
}

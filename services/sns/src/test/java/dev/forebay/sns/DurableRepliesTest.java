package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.couriers.Outbox;
import dev.forebay.runtime.Partitions;
import dev.forebay.sqs.SqsConfig;
import dev.forebay.sqs.SqsService;
import dev.forebay.store.StepStore;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import dev.forebay.vault.AesVault;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** Somebody else's change is decided and not yet on disk when a reply shows it: the reply waits. */
class DurableRepliesTest {
    private final StepStore store = new StepStore();
    private final ManualClock clock = new ManualClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final Outbox outbox = Outbox.inMemory(10, clock::millis);
    private final Partitions partitions = Partitions.open(store);
    private final SqsService queues = SqsService.open(SqsConfig.defaults(), partitions, clock, timers,
                new SqsService.Outside(new Random(1), new FakeKms()::client));
    private final SnsService service = SnsService.open(
            SnsConfig.defaults(), partitions, clock, timers, new Random(2), new SnsService.Neighbours(
                    queues::client, new FakeKms()::client, () -> "http://localhost", new SnsCouriers(outbox, _ -> outbox), AesVault.inMemory()));
    private final SnsClient sns = service.client(InProcess.CALLER);
    private final String topic = sns.createTopic(r -> r.name("purchases")).topicArn();
    private final String subscription = sns.subscribe(r -> r.topicArn(topic).protocol("sqs")
            .endpoint("arn:aws:sqs:us-east-1:000000000000:orders")).subscriptionArn();

    @AfterEach
    void close() {
        service.close();
        queues.close();
    }

    private Topic found() {
        return service.catalog().find(TopicId.checked(topic, "TopicArn"));
    }

    /** As another caller does who still waits for the disk. */
    private void renameTopic() {
        Topic found = found();
        found.partition().submit(changes -> {
            TopicRecord record = found.record();
            found.update(changes, new byte[] {0x7f}, record.withAttributes(record.attributes().with(Map.of("DisplayName", "new"))));
            return null;
        });
        assertThat(store.pending()).isPositive();
    }

    private void unsubscribe() {
        Topic found = found();
        Subscription only = found.roster().page(0, 1).getFirst();
        found.partition().submit(changes -> {
            found.changed(changes);
            found.roster().remove(only);
            changes.batch().delete(new byte[] {0x7f});
            return null;
        });
        assertThat(store.pending()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attributes", "list", "tags", "subscriptions", "subscription", "all", "protection"})
    void whatIsReadIsDurable(String read) {
        renameTopic();
        switch (read) {
            case "attributes" -> sns.getTopicAttributes(r -> r.topicArn(topic));
            case "list" -> sns.listTopics();
            case "tags" -> sns.listTagsForResource(r -> r.resourceArn(topic));
            case "subscriptions" -> sns.listSubscriptionsByTopic(r -> r.topicArn(topic));
            case "subscription" -> sns.getSubscriptionAttributes(r -> r.subscriptionArn(subscription));
            case "all" -> sns.listSubscriptions();
            default -> sns.getDataProtectionPolicy(r -> r.resourceArn(topic));
        }

        assertThat(store.pending()).isZero();
    }

    @Test
    void aPublishThatNobodyGetsWaitsUntilItIsDurableThatNobodyIsThere() {
        unsubscribe();
        sns.publish(r -> r.topicArn(topic).message("one"));

        assertThat(store.pending()).isZero();
    }

    @Test
    void whoUnsubscribesWhatIsUnsubscribedHearsOfItWhenItIsDurable() {
        unsubscribe();
        sns.unsubscribe(r -> r.subscriptionArn(subscription));

        assertThat(store.pending()).isZero();
    }

    @Test
    void aSubscriptionThatIsGoneIsDurablyGone() {
        unsubscribe();
        assertThatThrownBy(() -> sns.getSubscriptionAttributes(r -> r.subscriptionArn(subscription))).isInstanceOf(NotFoundException.class);

        assertThat(store.pending()).isZero();
    }

    @Test
    void aTopicThatIsDeletedTwiceAtOnceIsDeleted() {
        Topic found = found();
        sns.deleteTopic(r -> r.topicArn(topic));
        service.catalog().delete(found, service.desk(), service.feeds());

        assertThat(sns.listTopics().topics()).isEmpty();
    }
}

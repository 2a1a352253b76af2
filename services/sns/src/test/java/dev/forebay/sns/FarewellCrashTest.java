package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.couriers.Outbox;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partitions;
import dev.forebay.sqs.SqsConfig;
import dev.forebay.sqs.SqsService;
import dev.forebay.store.Scan;
import dev.forebay.store.StepStore;
import dev.forebay.testkit.CrashingStore;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import dev.forebay.testkit.SnsEndpoint;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.Vault;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sns.SnsClient;

/** An endpoint is unsubscribed and comes back, and the process dies at each commit on the way. */
class FarewellCrashTest {
    private static final int ENDLESS = 10_000_000;
    /** More commits than the journey has. */
    private static final int COMMITS = 6;

    private final Vault vault = AesVault.inMemory();
    private final ManualClock clock = new ManualClock();
    private final SnsEndpoint endpoint = new SnsEndpoint();
    private StepStore durable = new StepStore();
    private CrashingStore store;
    private ManualTimers timers;
    private SqsService queues;
    private SnsService service;
    private SnsClient sns;

    @AfterEach
    void close() {
        endpoint.close();
    }

    private void open() {
        store = new CrashingStore(durable);
        timers = new ManualTimers(clock);
        Partitions partitions = Partitions.open(store);
        Outbox outbox = Outbox.inMemory(1, clock::millis);
        queues = SqsService.open(SqsConfig.defaults(), partitions, clock, timers,
                new SqsService.Outside(new Random(1), new FakeKms()::client));
        service = SnsService.open(SnsConfig.defaults(), partitions, clock, timers, new Random(2), new SnsService.Neighbours(
                queues::client, new FakeKms()::client, () -> "http://localhost", new SnsCouriers(outbox, _ -> outbox), vault));
        sns = service.client(InProcess.CALLER);
    }

    static Stream<Arguments> crashes() {
        return IntStream.rangeClosed(0, COMMITS).boxed().flatMap(after -> Stream.of(0, 1, 2).map(reached -> Arguments.of(after, reached)));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void whateverWasAcknowledgedHolds(int after, int reached) {
        open();
        String topic = sns.createTopic(r -> r.name("purchases")).topicArn();
        sns.subscribe(r -> r.topicArn(topic).protocol("http").endpoint(endpoint.url()));
        timers.run(ENDLESS);
        String subscription = confirm(topic);
        store.crashAfter(after);
        boolean ended = false;
        boolean back = false;
        try {
            sns.unsubscribe(r -> r.subscriptionArn(subscription));
            ended = true;
            timers.run(ENDLESS);
            confirm(topic);
            back = true;
            timers.run(ENDLESS);
        } catch (CrashingStore.Crash crash) {
            assertThat(store.isDown()).isTrue();
        }
        durable = durable.crash(Math.min(reached, durable.pending()));
        open();
        timers.run(ENDLESS);

        boolean there = !sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions().isEmpty();
        if (back) {
            assertThat(there).isTrue();
        } else if (ended && !there) {
            assertThat(endpoint.last().type()).isEqualTo("UnsubscribeConfirmation");
        }
        if (!there) {
            assertThat(confirm(topic)).isEqualTo(subscription);
        }
        sns.publish(r -> r.topicArn(topic).message("m"));
        timers.run(ENDLESS);
        assertThat(endpoint.last().member("Message")).isEqualTo("m");
        assertThat(endpoint.posts()).extracting(SnsEndpoint.Post::type).containsOnlyOnce("SubscriptionConfirmation", "Notification");
        durable.commitAll();
        assertThat(rows(Tables.PENDING)).isZero();
        assertThat(rows(Tables.SUBSCRIPTION)).isEqualTo(1);
    }

    /** Shows the token that came last. */
    private String confirm(String topic) {
        List<SnsEndpoint.Post> posts = endpoint.posts();
        return sns.confirmSubscription(r -> r.topicArn(topic).token(posts.getLast().member("Token"))).subscriptionArn();
    }

    private int rows(byte table) {
        int rows = 0;
        for (int partition = 0; partition < 16; partition++) {
            try (Scan scan = durable.scan(Keys.of(partition, table), Keys.of(partition, (byte) (table + 1)))) {
                for (; scan.next(); rows++) { }
            }
        }
        return rows;
    }
}

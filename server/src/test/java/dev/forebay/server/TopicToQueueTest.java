package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.access.Access;
import dev.forebay.couriers.Outbox;
import dev.forebay.gateway.AccessGate;
import dev.forebay.gateway.Guard;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.AuthenticationRefused;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.identity.SignatureV4;
import dev.forebay.kms.KmsService;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.SystemTimers;
import dev.forebay.sns.SnsConfig;
import dev.forebay.sns.SnsCouriers;
import dev.forebay.sns.SnsService;
import dev.forebay.sqs.SqsConfig;
import dev.forebay.sqs.SqsService;
import dev.forebay.store.MemoryStore;
import dev.forebay.vault.AesVault;
import java.time.InstantSource;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** In enforced mode a topic reaches a queue as {@code sns.amazonaws.com} with its own ARN, and only if it may. */
@Timeout(60)
class TopicToQueueTest implements AccessGate {
    private static final Caller ROOT = Caller.root(AccountId.DEFAULT, Region.DEFAULT);

    private final MemoryStore store = new MemoryStore();
    private final Outbox outbox = Outbox.inMemory(10, () -> 0);
    private final SystemTimers timers = new SystemTimers(Clock.SYSTEM);
    private SqsClient sqs;
    private SnsClient sns;
    private SqsService queues;
    private SnsService topics;
    private volatile String welcome = "nobody";

    /** Lets the service in on behalf of one topic, and to a queue of dead letters on behalf of all. */
    @Override
    public Optional<Denial> denial(Caller caller, Access access) {
        boolean may = caller.principal().arn().equals("sns.amazonaws.com") && access.action().equals("sqs:SendMessage")
                && (caller.origin().sourceArn().equals(welcome) || access.resource().endsWith(":dead"));
        return may ? Optional.empty() : Optional.of(new Denial("User: " + caller.principal().arn() + " is not authorized", "not welcome"));
    }

    @BeforeEach
    void start() {
        Partitions partitions = Partitions.open(store);
        KmsService kms = KmsService.open(partitions, AesVault.inMemory(), Clock.SYSTEM, timers, new SecureRandom());
        queues = SqsService.open(SqsConfig.defaults(), partitions, Clock.SYSTEM, timers, new SqsService.Outside(new Random(1), kms::client));
        SignatureV4 nobodySigns = new SignatureV4((key, token) -> {
            throw AuthenticationRefused.missingToken();
        }, InstantSource.system());
        Guard guard = Guard.enforced(nobodySigns, Map.of("sqs", queues.rules()), this);
        topics = SnsService.open(SnsConfig.defaults(), partitions, Clock.SYSTEM, timers, new Random(2), new SnsService.Neighbours(
                caller -> GuardedClient.of(SqsClient.class, "sqs", queues.client(caller), caller, guard), kms::client, () -> "", new SnsCouriers(outbox, _ -> outbox), AesVault.inMemory()));
        sqs = queues.client(ROOT);
        sns = topics.client(ROOT);
    }

    @AfterEach
    void stop() {
        topics.close();
        queues.close();
        timers.close();
        store.close();
    }

    private String topicWith(String queueName) {
        String topic = sns.createTopic(request -> request.name("news")).topicArn();
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn(queueName))
                .attributes(Map.of("RawMessageDelivery", "true", "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn("dead") + "\"}")));
        return topic;
    }

    private String queue(String name) {
        return sqs.createQueue(request -> request.queueName(name)).queueUrl();
    }

    private static String arn(String queueName) {
        return "arn:aws:sqs:us-east-1:000000000000:" + queueName;
    }

    private String received(String queueUrl) {
        return sqs.receiveMessage(request -> request.queueUrl(queueUrl).waitTimeSeconds(20)).messages().stream()
                .map(Message::body).findFirst().orElse("nothing");
    }

    @Test
    void aQueueThatWelcomesTheTopicGetsWhatItPublishes() {
        String orders = queue("orders");
        String topic = topicWith("orders");
        welcome = topic;

        sns.publish(request -> request.topicArn(topic).message("hello"));

        assertThat(received(orders)).isEqualTo("hello");
    }

    @Test
    void whatAQueueDoesNotWelcomeIsADeadLetterAtOnce() {
        String orders = queue("orders");
        String dead = queue("dead");
        String topic = topicWith("orders");

        sns.publish(request -> request.topicArn(topic).message("hello"));

        assertThat(received(dead)).isEqualTo("hello");
        assertThat(sqs.receiveMessage(request -> request.queueUrl(orders)).messages()).isEmpty();
        // It is counted when it has arrived.
        Eventually.passes(() -> assertThat(topics.deliveries())
                .contains("\"DeadLettered\":1", "AccessDenied: User: sns.amazonaws.com is not authorized"));
    }
}

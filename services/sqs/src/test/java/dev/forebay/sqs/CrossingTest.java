package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Batch;
import dev.forebay.store.MemoryStore;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A delete that falls between two steps of a message's way to its dead-letter queue. */
class CrossingTest {
    private static final Runnable NOTHING = () -> {};

    /** What is done once, when some other request waits for the disk and this holds. */
    private BooleanSupplier when = () -> false;
    private Runnable meanwhile = NOTHING;
    private Runnable whileKmsIsAsked = NOTHING;

    private final MemoryStore memory = new MemoryStore();
    private final ManualClock clock = new ManualClock();
    private final FakeKms kms = new FakeKms();
    private final SqsClient sqs = SqsService.open(
                    SqsConfig.defaults(), Partitions.open(new WatchedStore()), clock, new ManualTimers(clock),
                    new SqsService.Outside(new Random(1), this::kms))
            .client(Caller.root(AccountId.DEFAULT, Region.DEFAULT));

    private String dead;
    private String url;
    private String handle;

    /** A message whose next receive sends it to the dead-letter queue. */
    private void failed(QueueAttributeName attribute, String value, QueueAttributeName ofDead, String valueOfDead) {
        dead = sqs.createQueue(r -> r.queueName("dead").attributes(Map.of(ofDead, valueOfDead))).queueUrl();
        url = sqs.createQueue(r -> r.queueName("orders").attributes(Map.of(
                attribute, value,
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":1}"))).queueUrl();
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("m"));
        handle = sqs.receiveMessage(r -> r.queueUrl(url).visibilityTimeout(10)).messages().getFirst().receiptHandle();
        clock.advance(Duration.ofSeconds(10));
    }

    private void inTheClearToOneUnderAKey() {
        failed(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "false", QueueAttributeName.KMS_MASTER_KEY_ID, "alias/dead");
    }

    private void delete() {
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle));
    }

    private int count(String of) {
        return Integer.parseInt(sqs.getQueueAttributes(r -> r.queueUrl(of).attributeNames(QueueAttributeName.ALL))
                .attributes().get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private void receiveNothing() {
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages()).isEmpty();
        assertThat(meanwhile).as("what falls in between has been done").isEqualTo(NOTHING);
        assertThat(rows(Tables.TRANSFER)).isZero();
        assertThat(count(url)).isZero();
    }

    @Test
    void aDeleteBetweenTheFirstTwoStepsWins() {
        inTheClearToOneUnderAKey();
        when = () -> rows(Tables.TRANSFER) > 0;
        meanwhile = this::delete;
        receiveNothing();

        assertThat(count(dead)).isZero();
        assertThat(rows(Tables.MESSAGE)).isZero();
    }

    @Test
    void aDeleteWhileKmsIsAskedWins() {
        failed(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/orders", QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "false");
        whileKmsIsAsked = this::delete;
        receiveNothing();

        assertThat(whileKmsIsAsked).as("KMS was asked").isEqualTo(NOTHING);
        assertThat(count(dead)).isZero();
        assertThat(rows(Tables.MESSAGE)).isZero();
    }

    @Test
    void aPurgeBetweenTheFirstTwoStepsWins() {
        inTheClearToOneUnderAKey();
        when = () -> rows(Tables.TRANSFER) > 0;
        meanwhile = () -> sqs.purgeQueue(r -> r.queueUrl(url));
        receiveNothing();

        assertThat(count(dead)).isZero();
        assertThat(rows(Tables.MESSAGE)).isZero();
    }

    @Test
    void aDeleteWithinTheSecondStepIsAnsweredOnceTheMessageHasArrived() throws InterruptedException {
        inTheClearToOneUnderAKey();
        Thread deleting = new Thread(this::delete);
        when = () -> rows(Tables.ARRIVAL) > 0;
        meanwhile = () -> {
            deleting.start();
            while (rows(Tables.TRANSFER) > 0 && deleting.isAlive()) {
                Thread.onSpinWait();
            }
            while (deleting.getState() != Thread.State.WAITING && deleting.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(deleting.isAlive()).as("the delete is not answered yet").isTrue();
        };
        receiveNothing();
        deleting.join();

        assertThat(count(dead)).isEqualTo(1);
        assertThat(rows(Tables.MESSAGE)).isEqualTo(1);
    }

    @Test
    void aDeleteAfterTheArrivalDoesNothing() {
        inTheClearToOneUnderAKey();
        receiveNothing();
        delete();

        assertThat(count(dead)).isEqualTo(1);
    }

    private int rows(byte table) {
        int rows = 0;
        for (Partition partition : Partitions.open(memory).all()) {
            try (Scan scan = memory.scan(Keys.of(partition.number(), table), Keys.of(partition.number(), (byte) (table + 1)))) {
                while (scan.next()) {
                    rows++;
                }
            }
        }
        return rows;
    }

    private KmsClient kms(Caller caller) {
        KmsClient fake = kms.client(caller);
        return (KmsClient) Proxy.newProxyInstance(KmsClient.class.getClassLoader(), new Class<?>[] {KmsClient.class}, (proxy, method, arguments) -> {
            if (rows(Tables.TRANSFER) > 0) {
                Runnable now = whileKmsIsAsked;
                whileKmsIsAsked = NOTHING;
                now.run();
            }
            return method.invoke(fake, arguments);
        });
    }

    /** Lets the test in where a request waits for the disk. */
    private final class WatchedStore implements Store {
        @Override
        public long submit(Batch batch, Urgency urgency) {
            return memory.submit(batch, urgency);
        }

        @Override
        public void await(long commit) {
            if (when.getAsBoolean()) {
                when = () -> false;
                Runnable now = meanwhile;
                meanwhile = NOTHING;
                now.run();
            }
            memory.await(commit);
        }

        @Override
        public long durable() {
            return memory.durable();
        }

        @Override
        public Optional<byte[]> get(byte[] key) {
            return memory.get(key);
        }

        @Override
        public Scan scan(byte[] from, byte[] to) {
            return memory.scan(from, to);
        }

        @Override
        public void requireSpace() {}

        @Override
        public void close() {
            memory.close();
        }
    }
}

package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.couriers.Outbox;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
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
import dev.forebay.vault.AesVault;
import dev.forebay.vault.Vault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Drives a topic and its queues at random, with a clock of its own and crashes at any commit, beside a plain reference. All of
 * it follows from the seed: a failure is repeated by running its seed again.
 *
 * <p>What must hold: a publish that was acknowledged reaches every queue that was subscribed and wanted it, and stayed so; no
 * queue gets what it did not want or what was published before it subscribed; a FIFO queue gets each message once and every
 * group in order; a standard queue gets a message twice only if something crashed or failed; and nothing is left in the store.
 */
final class Simulation {
    private static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
    private static final String SNS = Principal.service("sns").arn();
    private static final int QUEUES = 4;
    private static final List<String> COLOURS = List.of("red", "green", "blue");

    private final long seed;
    private final Random random;
    private final FakeKms kms = new FakeKms();
    private final Vault vault = AesVault.inMemory();
    private final ManualClock clock = new ManualClock();
    private final boolean fifo;
    private final boolean mayCrash;
    private final Map<String, Published> published = new TreeMap<>();
    private final Map<String, Reader> readers = new TreeMap<>();
    private final List<String> journal = new ArrayList<>();

    private StepStore durable = new StepStore();
    private CrashingStore store;
    private ManualTimers timers;
    private SqsService queues;
    private SnsService topics;
    private SnsClient sns;
    private SqsClient sqs;
    private String topic;
    private int count;
    private boolean troubled;

    Simulation(long seed) {
        this.seed = seed;
        random = new Random(seed);
        fifo = random.nextBoolean();
        mayCrash = random.nextInt(4) > 0;
    }

    void run(int steps) {
        try {
            open();
            topic = sns.createTopic(r -> r.name("topic" + suffix()).attributes(kind("FifoTopic"))).topicArn();
            for (int i = 0; i < QUEUES; i++) {
                String name = "queue" + i + suffix();
                readers.put(name, new Reader(name, sqs.createQueue(r -> r.queueName(name).attributesWithStrings(kind("FifoQueue"))).queueUrl()));
            }
            for (int i = 0; i < steps; i++) {
                step();
            }
            finish();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + (fifo ? " fifo" : " standard") + ": " + e.getMessage() + "\n"
                    + journal.stream().skip(Math.max(0, journal.size() - Integer.getInteger("journal", 60))).collect(Collectors.joining("\n")), e);
        }
    }

    private String suffix() {
        return fifo ? ".fifo" : "";
    }

    private Map<String, String> kind(String attribute) {
        return fifo ? Map.of(attribute, "true") : Map.of();
    }

    private void open() {
        store = new CrashingStore(durable);
        timers = new ManualTimers(clock);
        Partitions partitions = Partitions.open(store);
        queues = SqsService.open(SqsConfig.defaults(), partitions, clock, timers,
                new SqsService.Outside(new SplittableRandom(random.nextLong()), kms::client));
        Outbox outbox = Outbox.inMemory(1, clock::millis);
        topics = SnsService.open(SnsConfig.defaults().withSignaturesForQueues(false), partitions, clock, timers,
                new SplittableRandom(random.nextLong()),
                new SnsService.Neighbours(queues::client, kms::client, () -> "http://localhost", new SnsCouriers(outbox, _ -> outbox), vault));
        sns = topics.client(CALLER);
        sqs = queues.client(CALLER);
    }

    private void step() {
        if (mayCrash && random.nextInt(20) == 0) {
            store.crashAfter(random.nextInt(6));
        }
        int dice = random.nextInt(100);
        try {
            if (dice < 45) {
                publish(dice < 10 ? 1 + random.nextInt(10) : 1);
            } else if (dice < 60) {
                timers.run(random.nextInt(12));
            } else if (dice < 70) {
                timers.run(1_000);
            } else if (dice < 78) {
                subscribe();
            } else if (dice < 80) {
                unsubscribe();
            } else if (dice < 86) {
                filter();
            } else if (dice < 92) {
                receive();
            } else if (dice < 94) {
                encrypt();
            } else if (dice < 96) {
                pass(random.nextInt(20_000));
            } else {
                reopen();
            }
        } catch (CrashingStore.Crash crash) {
            assertThat(store.isDown()).isTrue();
        }
        if (store.isDown()) {
            recover();
        }
    }

    /** Holds for what is published from here on; and SNS may be refused what is sealed, and be allowed it again. */
    private void encrypt() {
        if (random.nextBoolean()) {
            kms.refuse(SNS, "DisabledException");
        } else {
            kms.allow(SNS);
        }
        String key = random.nextInt(3) == 0 ? "" : "alias/" + random.nextInt(3);
        note("encrypt under " + key);
        sns.setTopicAttributes(r -> r.topicArn(topic).attributeName("KmsMasterKeyId").attributeValue(key));
    }

    private void publish(int messages) {
        List<Published> batch = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            Published one = new Published(String.format("m%05d", count++), COLOURS.get(random.nextInt(COLOURS.size())), "g" + random.nextInt(3));
            readers.values().forEach(reader -> one.expect(reader));
            published.put(one.body, one);
            batch.add(one);
        }
        note("publish " + batch.stream().map(one -> one.body + " " + one.colour).toList());
        sns.publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(batch.stream().map(this::entry).toList()));
        batch.forEach(one -> one.acknowledged = true);
    }

    private PublishBatchRequestEntry entry(Published one) {
        PublishBatchRequestEntry.Builder entry = PublishBatchRequestEntry.builder().id(one.body).message(one.body).messageAttributes(
                Map.of("colour", MessageAttributeValue.builder().dataType("String").stringValue(one.colour).build()));
        return (fifo ? entry.messageGroupId(one.group).messageDeduplicationId(one.body) : entry).build();
    }

    private Reader anyReader() {
        return readers.get("queue" + random.nextInt(QUEUES) + suffix());
    }

    private void subscribe() {
        Reader reader = anyReader();
        if (reader.subscribed) {
            return;
        }
        note("subscribe " + reader.name);
        reader.unsure();
        reader.arn = sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:000000000000:" + reader.name)
                .attributes(Map.of("RawMessageDelivery", "true")).returnSubscriptionArn(true)).subscriptionArn();
        String filter = sns.getSubscriptionAttributes(r -> r.subscriptionArn(reader.arn)).attributes().getOrDefault("FilterPolicy", "");
        reader.sure(true, COLOURS.stream().filter(filter::contains).findFirst().orElse(""));
    }

    private void unsubscribe() {
        Reader reader = anyReader();
        if (reader.arn.isEmpty()) {
            return;
        }
        note("unsubscribe " + reader.name);
        reader.unsure();
        reader.forgive();
        sns.unsubscribe(r -> r.subscriptionArn(reader.arn));
        reader.sure(false, "");
        reader.arn = "";
    }

    private void filter() {
        Reader reader = anyReader();
        if (!reader.subscribed || reader.unsure) {
            return;
        }
        String colour = random.nextInt(3) == 0 ? "" : COLOURS.get(random.nextInt(COLOURS.size()));
        note("filter " + reader.name + " " + colour);
        reader.unsure();
        // What is under way may be judged by either filter.
        reader.forgive();
        sns.setSubscriptionAttributes(r -> r.subscriptionArn(reader.arn).attributeName("FilterPolicy")
                .attributeValue(colour.isEmpty() ? "{}" : "{\"colour\":[\"" + colour + "\"]}"));
        reader.sure(true, colour);
    }

    private void receive() {
        Reader reader = anyReader();
        for (Message message : sqs.receiveMessage(r -> r.queueUrl(reader.url).maxNumberOfMessages(10).visibilityTimeout(600)).messages()) {
            reader.got(message.body());
            sqs.deleteMessage(r -> r.queueUrl(reader.url).receiptHandle(message.receiptHandle()));
            reader.deleted(message.body());
        }
    }

    private void pass(long millis) {
        clock.advance(Duration.ofMillis(millis));
        timers.run(1_000);
    }

    private void reopen() {
        note("restart");
        troubled = true;
        topics.close();
        queues.close();
        durable.commitAll();
        open();
    }

    private void recover() {
        int keep = random.nextInt(5);
        note("crash, keeping " + keep);
        troubled = true;
        durable = durable.crash(Math.min(keep, durable.pending()));
        open();
        // A change that was under way may have happened or not.
        readers.values().forEach(this::look);
    }

    private void look(Reader reader) {
        if (!reader.unsure) {
            return;
        }
        var found = sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions().stream()
                .filter(one -> one.endpoint().endsWith(":" + reader.name)).findFirst();
        reader.arn = found.map(one -> one.subscriptionArn()).orElse("");
        String filter = found.map(one -> sns.getSubscriptionAttributes(r -> r.subscriptionArn(one.subscriptionArn())).attributes()
                .getOrDefault("FilterPolicy", "")).orElse("");
        reader.sure(found.isPresent(), COLOURS.stream().filter(filter::contains).findFirst().orElse(""));
    }

    private void finish() {
        if (store.isDown()) {
            recover();
        }
        store.crashAfter(Integer.MAX_VALUE);
        kms.allow(SNS);
        note("drain");
        // What waits for a key asks again while queues still know what a crash makes a topic send twice: for five minutes.
        timers.run(100_000);
        pass(20_000);
        timers.run(100_000);
        for (int round = 0; round < 3; round++) {
            pass(700_000);
            timers.run(100_000);
            readers.values().forEach(this::drain);
        }
        readers.values().forEach(this::check);
        durable.commitAll();
        for (int partition = 0; partition < 16; partition++) {
            for (byte table : new byte[] {Tables.NOTIFICATION, Tables.PENDING}) {
                try (Scan scan = durable.scan(Keys.of(partition, table), Keys.of(partition, (byte) (table + 1)))) {
                    assertThat(scan.next()).as("rows left in table " + table).isFalse();
                }
            }
        }
    }

    private void drain(Reader reader) {
        List<Message> messages;
        do {
            messages = sqs.receiveMessage(r -> r.queueUrl(reader.url).maxNumberOfMessages(10)).messages();
            for (Message message : messages) {
                reader.got(message.body());
                sqs.deleteMessage(r -> r.queueUrl(reader.url).receiptHandle(message.receiptHandle()));
                reader.deleted(message.body());
            }
        } while (!messages.isEmpty());
    }

    private void check(Reader reader) {
        for (Published one : published.values()) {
            int times = reader.times.getOrDefault(one.body, 0);
            Wish wish = one.wishes.get(reader.name);
            if (one.acknowledged && wish == Wish.WANTED) {
                assertThat(times).as(one.body + " " + one.colour + " to " + reader.name).isPositive();
            }
            if (wish == Wish.UNWANTED) {
                assertThat(times).as(one.body + " " + one.colour + ", unwanted, to " + reader.name).isZero();
            }
            if (fifo || !troubled) {
                assertThat(times).as(one.body + " to " + reader.name).isLessThanOrEqualTo(1);
            }
        }
        if (fifo) {
            for (String group : List.of("g0", "g1", "g2")) {
                // What a change of filter met on its way may come late, after a crash that undid how far the feed was.
                List<String> bodies = reader.order.stream().map(published::get)
                        .filter(one -> one.group.equals(group) && one.wishes.get(reader.name) == Wish.WANTED).map(one -> one.body).toList();
                assertThat(bodies).as(group + " in " + reader.name).isSorted();
            }
        }
    }

    private void note(String what) {
        journal.add((clock.millis() - ManualClock.EPOCH) + " " + what);
    }

    private enum Wish { WANTED, UNWANTED, UNSURE }

    /** One message, and who wanted it when it was published. */
    private static final class Published {
        final String body;
        final String colour;
        final String group;
        final Map<String, Wish> wishes = new HashMap<>();
        boolean acknowledged;

        Published(String body, String colour, String group) {
            this.body = body;
            this.colour = colour;
            this.group = group;
        }

        void expect(Reader reader) {
            boolean wants = reader.subscribed && (reader.filter.isEmpty() || reader.filter.equals(colour));
            wishes.put(reader.name, reader.unsure ? Wish.UNSURE : wants ? Wish.WANTED : Wish.UNWANTED);
        }
    }

    /** A queue, and what the reference knows of its subscription. */
    private final class Reader {
        final String name;
        final String url;
        final Map<String, Integer> times = new HashMap<>();
        final List<String> order = new ArrayList<>();
        private final Map<String, Integer> received = new HashMap<>();
        String arn = "";
        boolean subscribed;
        boolean unsure;
        String filter = "";

        Reader(String name, String url) {
            this.name = name;
            this.url = url;
        }

        void unsure() {
            unsure = true;
        }

        void sure(boolean isSubscribed, String colour) {
            unsure = false;
            subscribed = isSubscribed;
            filter = colour;
        }

        /** Whatever was published so far may or may not arrive from now on. */
        void forgive() {
            published.values().forEach(one -> one.wishes.put(name, Wish.UNSURE));
        }

        /** Received, and perhaps again if the deletion is lost in a crash. */
        void got(String body) {
            if (received.merge(body, 1, Integer::sum) == 1) {
                order.add(body);
                times.merge(body, 1, Integer::sum);
            }
        }

        /** From now on it would be another copy. */
        void deleted(String body) {
            received.remove(body);
        }
    }
}

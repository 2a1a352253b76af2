package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.sqs.ReferenceMessage.Being;
import dev.forebay.store.Scan;
import dev.forebay.store.StepStore;
import dev.forebay.testkit.CrashingStore;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Drives a queue and its dead-letter queue at random, with a clock of its own and crashes at any commit, beside a plain
 * reference. All of it follows from the seed: a failure is repeated by running its seed again.
 *
 * <p>What must hold: what was acknowledged is there and is received; what was deleted never comes back; nothing is
 * received twice at once, or out of its group's order; what is deleted or purged while it waits to be moved arrives
 * nowhere; nothing is left in the store once all is deleted; and as long as nothing crashed, the counts are exact.
 */
final class Simulation {
    private static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
    private static final String MOVES = "GenerateDataKey alias/aws-owned/sqs";

    private final long seed;
    private final Random random;
    private final ManualClock clock = new ManualClock();
    private final boolean fifo;
    private final boolean deadLetters;
    private final boolean mayCrash;
    private final long cacheBytes;
    private final int maxReceives;
    private final Map<String, ReferenceMessage> messages = new LinkedHashMap<>();
    private final Map<String, Long> deduplicated = new HashMap<>();
    private final List<String> journal = new ArrayList<>();

    private final FakeKms kms = new FakeKms();
    private StepStore durable = new StepStore();
    private CrashingStore store;
    private ManualTimers timers;
    private SqsService service;
    private SqsClient sqs;
    private String url;
    private String deadUrl;
    private int sent;
    private boolean crashed;

    Simulation(long seed) {
        this.seed = seed;
        random = new Random(seed);
        fifo = random.nextBoolean();
        deadLetters = random.nextInt(3) == 0;
        mayCrash = random.nextInt(4) > 0;
        cacheBytes = random.nextBoolean() ? 1 << 20 : random.nextInt(2_000);
        maxReceives = 2 + random.nextInt(3);
    }

    void run(int steps) {
        try {
            open();
            createQueues();
            for (int i = 0; i < steps; i++) {
                step();
            }
            drain();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + (fifo ? " fifo" : " standard") + ": " + e.getMessage() + "\n"
                    + journal.stream().skip(Math.max(0, journal.size() - Integer.getInteger("journal", 40))).collect(Collectors.joining("\n")), e);
        }
    }

    private void open() {
        store = new CrashingStore(durable);
        timers = new ManualTimers(clock);
        SqsConfig config = new SqsConfig(Optional.empty(), false, true, cacheBytes);
        refuseMoves();
        service = SqsService.open(config, Partitions.open(store), clock, timers,
                new SqsService.Outside(new SplittableRandom(random.nextLong()), kms::client));
        sqs = service.client(CALLER);
    }

    private void createQueues() {
        Map<QueueAttributeName, String> kind = new HashMap<>();
        if (fifo) {
            kind.put(QueueAttributeName.FIFO_QUEUE, "true");
        }
        kind.putAll(encryption());
        deadUrl = sqs.createQueue(b -> b.queueName("dead" + (fifo ? ".fifo" : "")).attributes(kind)).queueUrl();
        kind.keySet().removeAll(List.of(QueueAttributeName.KMS_MASTER_KEY_ID, QueueAttributeName.SQS_MANAGED_SSE_ENABLED));
        kind.putAll(encryption());
        if (deadLetters) {
            kind.put(QueueAttributeName.REDRIVE_POLICY, "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead"
                    + (fifo ? ".fifo" : "") + "\",\"maxReceiveCount\":" + maxReceives + "}");
        }
        url = sqs.createQueue(b -> b.queueName("live" + (fifo ? ".fifo" : "")).attributes(kind)).queueUrl();
    }

    /** By SQS, under a key of KMS, or none. */
    private Map<QueueAttributeName, String> encryption() {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "", QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "false");
            case 1 -> Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "", QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true");
            default -> Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/" + random.nextInt(3));
        };
    }

    /** Holds for what is sent from here on; a message that is there stays as it is. */
    private void encrypt() {
        Map<QueueAttributeName, String> wanted = encryption();
        note("encrypt " + wanted);
        sqs.setQueueAttributes(b -> b.queueUrl(random.nextBoolean() ? url : deadUrl).attributes(wanted));
    }

    private void step() {
        if (mayCrash && random.nextInt(25) == 0) {
            store.crashAfter(random.nextInt(4));
        }
        int dice = random.nextInt(100);
        refuseMoves();
        try {
            if (dice < 30) {
                kms.allow(MOVES);
                send(dice < 10 ? 1 + random.nextInt(10) : 1);
            } else if (dice < 60) {
                receive(url);
            } else if (dice < 78) {
                delete();
            } else if (dice < 84) {
                changeVisibility();
            } else if (dice < 92) {
                pass(random.nextInt(random.nextInt(20) == 0 ? 400_000 : 9_000));
            } else if (dice < 93) {
                encrypt();
            } else if (dice < 94) {
                reopen();
            } else if (dice < 96) {
                receive(deadUrl);
            } else if (dice < 97 && deadLetters) {
                redrive();
            } else if (dice < 98 && random.nextInt(6) == 0) {
                purge();
            } else {
                timers.run(random.nextInt(20));
                checkCounts();
            }
        } catch (CrashingStore.Crash crash) {
            recover();
        }
    }

    /** Now and then KMS gives SQS no key to move messages under; what is to be moved waits. */
    private void refuseMoves() {
        if (deadLetters && random.nextInt(3) == 0) {
            kms.refuse(MOVES, random.nextBoolean() ? "ThrottlingException" : "KMSInternalException");
        } else {
            kms.allow(MOVES);
        }
    }

    private void send(int count) {
        List<ReferenceMessage> all = new ArrayList<>();
        int delay = fifo || random.nextInt(4) > 0 ? 0 : random.nextInt(20);
        for (int i = 0; i < count; i++) {
            int group = random.nextInt(random.nextInt(3) == 0 ? 12 : 2);
            ReferenceMessage message = new ReferenceMessage("m" + sent, fifo || random.nextBoolean() ? "g" + group : "", sent++);
            message.being = Being.MAYBE_SENT;
            message.hiddenUntil = clock.millis() + delay * 1000L;
            all.add(message);
            messages.put(message.body, message);
        }
        note("send " + all);
        sendOut(all, delay);
        all.forEach(message -> message.being = Being.THERE);
        if (fifo && random.nextInt(3) == 0) {
            note("send again " + all);
            sendOut(all, 0);
        }
    }

    private void sendOut(List<ReferenceMessage> all, int delay) {
        if (all.size() == 1) {
            ReferenceMessage one = all.getFirst();
            sqs.sendMessage(b -> b.queueUrl(url)
                    .messageBody(one.body)
                    .delaySeconds(fifo ? null : Integer.valueOf(delay))
                    .messageGroupId(one.group.isEmpty() ? null : one.group)
                    .messageDeduplicationId(fifo ? one.body : null));
        } else {
            sqs.sendMessageBatch(b -> b.queueUrl(url).entries(all.stream()
                    .map(one -> SendMessageBatchRequestEntry.builder()
                            .id(one.body)
                            .messageBody(one.body)
                            .delaySeconds(fifo ? null : Integer.valueOf(delay))
                            .messageGroupId(one.group.isEmpty() ? null : one.group)
                            .messageDeduplicationId(fifo ? one.body : null)
                            .build())
                    .toList()));
        }
    }

    private void receive(String from) {
        int max = 1 + random.nextInt(10);
        int hidden = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(30);
        long now = clock.millis();
        boolean live = from.equals(url);
        List<ReferenceMessage> visible = live ? messages.values().stream().filter(m -> m.isVisibleForSure(now)).toList() : List.of();
        if (deadLetters && live) {
            messages.values().stream()
                    .filter(m -> m.mayBeThere() && m.receives >= maxReceives && !m.isHiddenForSure(now))
                    .forEach(m -> m.maybeElsewhere = true);
        }
        note("receive from " + (live ? "live" : "dead") + " max " + max + " hidden " + hidden);
        Map<ReferenceMessage, Long> before = new HashMap<>();
        messages.values().stream().filter(m -> !m.isHiddenForSure(now)).forEach(m -> {
            before.put(m, m.maybeHiddenUntil);
            m.maybeHiddenUntil = Math.max(m.maybeHiddenUntil, now + hidden * 1000L);
            m.receives++;
        });
        List<Message> received = sqs.receiveMessage(
                        b -> b.queueUrl(from).maxNumberOfMessages(max).visibilityTimeout(hidden)).messages();
        before.forEach((m, until) -> {
            m.maybeHiddenUntil = until;
            m.receives--;
        });
        note("  received " + received.stream().map(Message::body).toList());
        assertThat(received.size()).isLessThanOrEqualTo(max);
        for (Message message : received) {
            check(message, received, live, now);
        }
        boolean due = visible.stream().anyMatch(m -> !m.maybeElsewhere && (!fifo || isHeadForSure(m, now)));
        if (received.isEmpty() && due) {
            fail("nothing was received though these are visible: " + visible);
        }
        for (Message message : received) {
            ReferenceMessage known = messages.get(message.body());
            known.being = Being.THERE;
            known.hiddenUntil = now + hidden * 1000L;
            known.hiddenForSure = true;
            known.maybeHiddenUntil = 0;
            known.inFlight = true;
            known.receives++;
            known.handles.add((live ? "live " : "dead ") + message.receiptHandle());
            if (!live) {
                known.maybeElsewhere = true;
            }
        }
    }

    private void check(Message message, List<Message> reply, boolean live, long now) {
        ReferenceMessage known = messages.get(message.body());
        assertThat(known).as("a message that nobody sent: " + message.body()).isNotNull();
        if (known.being == Being.DELETED) {
            fail("deleted, and received again: " + known);
        }
        if (known.isHiddenForSure(now)) {
            fail("received while hidden: " + known);
        }
        if (!live && !known.maybeElsewhere) {
            fail("in the dead-letter queue without a reason: " + known);
        }
        if (fifo && live) {
            int at = position(reply, known.body);
            for (ReferenceMessage earlier : messages.values()) {
                boolean before = earlier.group.equals(known.group) && earlier.number < known.number && !earlier.maybeElsewhere;
                boolean inReply = position(reply, earlier.body) >= 0 && position(reply, earlier.body) < at;
                if (before && earlier.being == Being.THERE && !inReply) {
                    fail(known + " was received before " + earlier);
                }
            }
        }
    }

    private static int position(List<Message> reply, String body) {
        for (int i = 0; i < reply.size(); i++) {
            if (reply.get(i).body().equals(body)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether nothing of its group may be in flight or older. */
    private boolean isHeadForSure(ReferenceMessage message, long now) {
        return messages.values().stream()
                .filter(m -> m != message && m.group.equals(message.group) && m.mayBeThere())
                .allMatch(m -> m.isVisibleForSure(now));
    }

    private void delete() {
        List<ReferenceMessage> received = messages.values().stream().filter(m -> !m.handles.isEmpty()).toList();
        if (received.isEmpty()) {
            return;
        }
        ReferenceMessage message = received.get(random.nextInt(received.size()));
        boolean latest = random.nextInt(4) > 0;
        String named = latest ? message.handles.getLast() : message.handles.get(random.nextInt(message.handles.size()));
        boolean live = named.startsWith("live");
        boolean wasThere = message.being == Being.THERE;
        boolean certain = fifo
                ? !message.maybeElsewhere && latest && message.isHiddenForSure(clock.millis())
                : !message.maybeElsewhere || isStillWhere(named);
        note("delete " + message + (latest ? "" : " by an old handle"));
        if (message.mayBeThere()) {
            message.being = Being.MAYBE_DELETED;
        }
        try {
            sqs.deleteMessage(b -> b.queueUrl(live ? url : deadUrl).receiptHandle(named.substring(5)));
            if (certain || message.being == Being.DELETED) {
                message.being = Being.DELETED;
            }
        } catch (AwsServiceException e) {
            note("  " + e.awsErrorDetails().errorMessage());
            assertThat(fifo).as("a standard queue takes old handles: " + e).isTrue();
            assertThat(certain && wasThere).as("refused: " + e).isFalse();
            message.being = wasThere ? Being.THERE : message.being;
        }
    }

    /** Whether the message is where it was when it got this handle; it may be about to go elsewhere. */
    private boolean isStillWhere(String named) {
        ReceiptHandle handle = ReceiptHandle.parse(named.substring(5)).orElseThrow();
        return store.get(Keys.of(handle.partition(), Tables.MESSAGE, handle.incarnation(), handle.sequence())).isPresent();
    }

    private void changeVisibility() {
        long now = clock.millis();
        List<ReferenceMessage> hidden = messages.values().stream()
                .filter(m -> m.being == Being.THERE && m.inFlight && m.isHiddenForSure(now) && !m.maybeElsewhere)
                .toList();
        if (hidden.isEmpty()) {
            return;
        }
        ReferenceMessage message = hidden.get(random.nextInt(hidden.size()));
        int seconds = random.nextInt(3) == 0 ? 0 : random.nextInt(40);
        note("hide " + message + " for " + seconds);
        message.hiddenForSure = false;
        message.maybeHiddenUntil = Math.max(message.hiddenUntil, now + seconds * 1000L);
        sqs.changeMessageVisibility(b -> b.queueUrl(url)
                .receiptHandle(message.handles.getLast().substring(5))
                .visibilityTimeout(seconds));
        message.hiddenUntil = now + seconds * 1000L;
        message.maybeHiddenUntil = 0;
        message.hiddenForSure = true;
    }

    private void pass(long millis) {
        note("pass " + millis + " ms");
        clock.advance(Duration.ofMillis(millis));
        timers.run(100);
    }

    private void purge() {
        note("purge");
        Set<ReferenceMessage> here = messages.values().stream()
                .filter(m -> !m.maybeElsewhere || m.handles.stream().anyMatch(handle -> handle.startsWith("live") && isStillWhere(handle)))
                .collect(Collectors.toSet());
        messages.values().stream().filter(ReferenceMessage::mayBeThere).forEach(m -> m.being = Being.MAYBE_DELETED);
        try {
            sqs.purgeQueue(b -> b.queueUrl(url));
            messages.values().stream()
                    .filter(m -> m.being == Being.MAYBE_DELETED && here.contains(m))
                    .forEach(m -> m.being = Being.DELETED);
        } catch (AwsServiceException tooSoon) {
            note("  " + tooSoon.getMessage());
        }
    }

    private void redrive() {
        note("redrive");
        messages.values().stream().filter(m -> m.maybeElsewhere).forEach(m -> m.hiddenForSure = false);
        try {
            sqs.startMessageMoveTask(b -> b.sourceArn("arn:aws:sqs:us-east-1:000000000000:dead" + (fifo ? ".fifo" : "")));
        } catch (AwsServiceException running) {
            note("  " + running.getMessage());
        }
        timers.run(5);
    }

    private void reopen() {
        note("restart");
        service.close();
        durable.commitAll();
        open();
    }

    private void recover() {
        int keep = random.nextInt(4);
        note("crash, keeping " + keep);
        crashed = true;
        durable = durable.crash(Math.min(keep, durable.pending()));
        messages.values().forEach(m -> {
            m.hiddenForSure = fifo && m.being == Being.THERE && m.hiddenForSure || !m.inFlight && m.hiddenForSure;
        });
        open();
    }

    private void checkCounts() {
        long now = clock.millis();
        long maybe = messages.values().stream().filter(m -> m.mayBeThere()).count();
        long sure = messages.values().stream().filter(m -> m.being == Being.THERE).count();
        Map<QueueAttributeName, String> live = counts(url);
        Map<QueueAttributeName, String> dead = counts(deadUrl);
        long all = total(live) + total(dead);
        assertThat(all).as("messages in all").isBetween(sure, maybe);
        boolean plain = !crashed && messages.values().stream().noneMatch(m -> m.maybeElsewhere || m.being == Being.MAYBE_DELETED);
        if (plain) {
            long visible = messages.values().stream().filter(m -> m.isVisibleForSure(now)).count();
            long flying = messages.values().stream()
                    .filter(m -> m.being == Being.THERE && m.inFlight && m.hiddenUntil > now)
                    .count();
            assertThat(number(live, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).as("visible").isEqualTo(visible);
            assertThat(number(live, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).as("in flight").isEqualTo(flying);
            assertThat(number(live, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                    .as("delayed")
                    .isEqualTo(sure - visible - flying);
        }
    }

    private Map<QueueAttributeName, String> counts(String of) {
        return sqs.getQueueAttributes(b -> b.queueUrl(of).attributeNames(QueueAttributeName.ALL)).attributes();
    }

    private static long total(Map<QueueAttributeName, String> counts) {
        return number(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                + number(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                + number(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    }

    private static long number(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
        return Long.parseLong(counts.get(name));
    }

    /** Receives and deletes everything; compares, and looks for leftovers in the store. */
    private void drain() {
        if (store.isDown()) {
            recover();
        }
        store.crashAfter(Integer.MAX_VALUE);
        note("drain");
        kms.allow(MOVES);
        timers.run(1_000);
        Map<String, Integer> drained = new TreeMap<>();
        for (int idle = 0; idle < 4; idle++) {
            clock.advance(Duration.ofSeconds(60));
            timers.run(1_000);
            for (String from : List.of(url, deadUrl)) {
                List<Message> received;
                while (!(received = sqs.receiveMessage(b -> b.queueUrl(from).maxNumberOfMessages(10)).messages()).isEmpty()) {
                    idle = 0;
                    for (Message message : received) {
                        drained.merge(message.body(), 1, Integer::sum);
                        sqs.deleteMessage(b -> b.queueUrl(from).receiptHandle(message.receiptHandle()));
                    }
                }
            }
        }
        for (ReferenceMessage message : messages.values()) {
            int times = drained.getOrDefault(message.body, 0);
            if (message.being == Being.THERE && times == 0) {
                fail("lost: " + message);
            }
            if (message.being == Being.DELETED && times > 0) {
                fail("deleted, and there again: " + message);
            }
            if (times > 1) {
                fail("there " + times + " times: " + message);
            }
        }
        assertThat(total(counts(url)) + total(counts(deadUrl))).as("left by the counts").isZero();
        durable.commitAll();
        checkNothingIsLeft();
    }

    private void checkNothingIsLeft() {
        for (Partition partition : Partitions.open(durable).all()) {
            for (byte table : new byte[] {Tables.MESSAGE, Tables.RECEIPT, Tables.DELAY, Tables.LANE, Tables.TRANSFER}) {
                try (Scan scan = durable.scan(Keys.of(partition.number(), table), Keys.of(partition.number(), (byte) (table + 1)))) {
                    assertThat(scan.next()).as("rows left in table " + table).isFalse();
                }
            }
        }
    }

    private void note(String what) {
        journal.add((clock.millis() - ManualClock.EPOCH) + " " + what);
    }
}

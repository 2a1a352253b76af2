package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.SystemTimers;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.FakeKms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Many threads by the machine's own clock: nothing lost, nothing twice, groups in order. */
@Timeout(120)
class StressTest {
    private static final int PRODUCERS = 8;
    private static final int CONSUMERS = 16;
    private static final int PER_PRODUCER = 2_000;
    private static final int ALL = PRODUCERS * PER_PRODUCER;

    private final MemoryStore store = new MemoryStore();
    private final SystemTimers timers = new SystemTimers(Clock.SYSTEM);
    private ExecutorService threads;
    private SqsService service;
    private SqsClient sqs;

    @BeforeEach
    void start() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        open(64L << 20);
    }

    private void open(long cache) {
        SqsConfig config = new SqsConfig(Optional.empty(), false, true, cache);
        service = SqsService.open(config, Partitions.open(store), Clock.SYSTEM, timers, new SqsService.Outside(new Random(7), new FakeKms()::client));
        sqs = service.client(Caller.root(AccountId.DEFAULT, Region.DEFAULT));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        service.close();
        timers.close();
        store.close();
    }

    /** Bodies as {@code producer-number}; several queues share the producers. */
    private List<Future<?>> produce(List<String> urls, boolean fifo) {
        List<Future<?>> all = new ArrayList<>();
        for (int producer = 0; producer < PRODUCERS; producer++) {
            String name = "p" + producer;
            String url = urls.get(producer % urls.size());
            all.add(threads.submit(() -> {
                for (int from = 0; from < PER_PRODUCER; from += 10) {
                    List<SendMessageBatchRequestEntry> entries = IntStream.range(from, from + 10)
                            .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                                    .id("" + i)
                                    .messageBody(name + "-" + i)
                                    .messageGroupId(fifo ? name + "." + i % 3 : i % 4 == 0 ? null : name)
                                    .build())
                            .toList();
                    sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entries));
                }
            }));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 200_000, 64L << 20})
    void everyMessageOfAStandardQueueIsDeletedOnce(long cache) throws Exception {
        service.close();
        open(cache);
        List<String> urls = IntStream.range(0, 3).mapToObj(i -> sqs.createQueue(r -> r.queueName("orders" + i)).queueUrl()).toList();
        Map<String, AtomicInteger> deleted = new ConcurrentHashMap<>();
        AtomicInteger left = new AtomicInteger(ALL);
        List<Future<?>> all = produce(urls, false);
        for (int consumer = 0; consumer < CONSUMERS; consumer++) {
            String url = urls.get(consumer % urls.size());
            Random random = new Random(consumer);
            all.add(threads.submit(() -> {
                while (left.get() > 0) {
                    for (Message message : sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1)).messages()) {
                        if (random.nextInt(10) == 0) {
                            sqs.changeMessageVisibility(
                                    r -> r.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
                            continue;
                        }
                        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
                        deleted.computeIfAbsent(message.body(), none -> new AtomicInteger()).incrementAndGet();
                        left.decrementAndGet();
                    }
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }

        assertThat(deleted).hasSize(ALL);
        assertThat(deleted.values()).allMatch(times -> times.get() == 1);
        urls.forEach(this::assertEmpty);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 64L << 20})
    void groupsOfAFifoQueueAreWorkedOffInOrder(long cache) throws Exception {
        service.close();
        open(cache);
        List<String> urls = IntStream.range(0, 2)
                .mapToObj(i -> sqs.createQueue(r -> r.queueName("orders" + i + ".fifo").attributesWithStrings(
                        Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true", "VisibilityTimeout", "600"))).queueUrl())
                .toList();
        Map<String, Queue<Integer>> groups = new ConcurrentHashMap<>();
        AtomicInteger left = new AtomicInteger(ALL);
        List<Future<?>> all = produce(urls, true);
        for (int consumer = 0; consumer < CONSUMERS; consumer++) {
            String url = urls.get(consumer % urls.size());
            Random random = new Random(consumer);
            all.add(threads.submit(() -> {
                while (left.get() > 0) {
                    work(url, random, groups, left);
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }

        assertThat(groups).hasSize(3 * PRODUCERS);
        groups.forEach((name, numbers) -> {
            int first = Integer.parseInt(name.substring(name.indexOf('.') + 1));
            assertThat(numbers).as(name).containsExactlyElementsOf(
                    IntStream.range(0, PER_PRODUCER).filter(i -> i % 3 == first).boxed().toList());
        });
        urls.forEach(this::assertEmpty);
    }

    /** Receives a few; deletes them in order, or from one of them on gives all back, the last first. */
    private void work(String url, Random random, Map<String, Queue<Integer>> groups, AtomicInteger left) {
        List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(1 + random.nextInt(10))
                        .waitTimeSeconds(1)
                        .messageSystemAttributeNames(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .messages();
        int done = random.nextInt(5) == 0 ? random.nextInt(messages.size() + 1) : messages.size();
        for (Message message : messages.subList(0, done)) {
            groups.computeIfAbsent(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID), none -> new ConcurrentLinkedQueue<>())
                    .add(Integer.valueOf(message.body().substring(message.body().indexOf('-') + 1)));
            sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
            left.decrementAndGet();
        }
        for (Message message : messages.subList(done, messages.size()).reversed()) {
            sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
        }
    }

    @Test
    void repetitionsSentAtTheSameTimeAreTakenOnce() throws Exception {
        String url = sqs.createQueue(r -> r.queueName("orders.fifo").attributesWithStrings(Map.of("FifoQueue", "true"))).queueUrl();
        Map<String, String> ids = new ConcurrentHashMap<>();
        List<Future<?>> all = new ArrayList<>();
        for (int sender = 0; sender < 8; sender++) {
            all.add(threads.submit(() -> {
                for (int i = 0; i < 500; i++) {
                    String number = "" + i;
                    String id = sqs.sendMessage(r -> r.queueUrl(url).messageBody("m").messageGroupId("g").messageDeduplicationId(number))
                            .messageId();
                    String known = ids.putIfAbsent(number, id);
                    assertThat(known == null || known.equals(id)).isTrue();
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }

        assertThat(count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo(500);
    }

    private void assertEmpty(String url) {
        assertThat(count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isZero();
        assertThat(count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).isZero();
        assertThat(count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)).isZero();
    }

    private int count(String url, QueueAttributeName name) {
        return Integer.parseInt(sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(name)).attributes().get(name));
    }
}

package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Many put and read at a time while shards are split and merged: nothing is lost, nothing comes twice, each key's records stay in order. */
class StressTest {
    private static final int PRODUCERS = 4;
    private static final int CALLS = 120;
    private static final int BATCH = 20;
    private static final int KEYS = 16;

    private final InProcess kinesis = new InProcess();
    private final AtomicInteger producing = new AtomicInteger(PRODUCERS);
    private final Queue<String> numbers = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void nothingIsLostAndEveryKeyStaysInOrderWhileShardsChange() throws Exception {
        kinesis.stream("s", 2);
        List<Record> read;
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> work = new ArrayList<>();
            for (int producer = 0; producer < PRODUCERS; producer++) {
                int number = producer;
                work.add(threads.submit(() -> produce(number)));
            }
            work.add(threads.submit(this::reshard));
            Future<List<Record>> reader = threads.submit(this::readToTheEnd);
            for (Future<?> each : work) {
                each.get();
            }
            read = reader.get();
        }
        assertThat(read).hasSize(PRODUCERS * CALLS * BATCH);
        assertThat(read.stream().map(Record::sequenceNumber).toList()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(numbers);
        requireOrder(read);
    }

    private void produce(int producer) {
        for (int call = 0; call < CALLS; call++) {
            List<PutRecordsRequestEntry> entries = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                int number = call * BATCH + i;
                entries.add(PutRecordsRequestEntry.builder().partitionKey(producer + "-" + number % KEYS)
                        .data(SdkBytes.fromUtf8String(Integer.toString(number))).build());
            }
            kinesis.client().putRecords(request -> request.streamName("s").records(entries)).records()
                    .forEach(result -> numbers.add(result.sequenceNumber()));
        }
        producing.decrementAndGet();
    }

    private void reshard() {
        for (int i = 0; producing.get() > 0; i++) {
            List<dev.forebay.kinesis.Shard> open = kinesis.find("s").shards().open();
            try {
                if (open.size() < 2 || i % 2 == 0) {
                    dev.forebay.kinesis.Shard shard = open.get(i % open.size());
                    kinesis.client().splitShard(request -> request.streamName("s").shardToSplit(shard.id())
                            .newStartingHashKey(Middle.of(shard.record().range()).toString()));
                } else {
                    kinesis.client().mergeShards(request -> request.streamName("s").shardToMerge(open.get(1).id())
                            .adjacentShardToMerge(open.get(0).id()));
                }
            } catch (ResourceInUseException stillUpdating) {
                Thread.yield();
            }
            kinesis.pass(Duration.ofMillis(60));
        }
    }

    /** Reads all shards at a time, from parents to children, as the children are told; until all producers are done and all is read. */
    private List<Record> readToTheEnd() {
        Map<String, String> iterators = new TreeMap<>();
        kinesis.client().listShards(request -> request.streamName("s")).shards().stream().map(Shard::shardId)
                .filter(id -> ShardId.parse(id).orElseThrow() < 2).forEach(id -> iterators.put(id, iterator(id)));
        List<Record> all = new ArrayList<>();
        Map<String, Integer> parentsLeft = new HashMap<>();
        boolean more = true;
        while (more) {
            boolean over = producing.get() == 0;
            more = !over;
            for (String id : List.copyOf(iterators.keySet())) {
                GetRecordsResponse reply = kinesis.client().getRecords(request -> request.shardIterator(iterators.get(id)).limit(500));
                all.addAll(reply.records());
                more |= !reply.records().isEmpty();
                if (reply.nextShardIterator() == null) {
                    iterators.remove(id);
                    more = true;
                    reply.childShards().forEach(child -> begin(child, parentsLeft, iterators));
                } else {
                    iterators.put(id, reply.nextShardIterator());
                }
            }
        }
        return all;
    }

    /** A child is read once all of its parents were: so the order holds. */
    private void begin(ChildShard child, Map<String, Integer> parentsLeft, Map<String, String> iterators) {
        if (parentsLeft.merge(child.shardId(), 1, Integer::sum) == child.parentShards().size()) {
            iterators.put(child.shardId(), iterator(child.shardId()));
        }
    }

    private String iterator(String shard) {
        return kinesis.client().getShardIterator(request -> request.streamName("s").shardId(shard)
                .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
    }

    private static void requireOrder(List<Record> all) {
        Map<String, Record> newest = new HashMap<>();
        for (Record record : all) {
            Record before = newest.put(record.partitionKey(), record);
            if (before != null) {
                assertThat(number(record)).as("after %s of %s", before.data().asUtf8String(), record.partitionKey()).isGreaterThan(number(before));
                assertThat(new BigInteger(record.sequenceNumber())).isGreaterThan(new BigInteger(before.sequenceNumber()));
            }
        }
    }

    private static int number(Record record) {
        return Integer.parseInt(record.data().asUtf8String());
    }
}

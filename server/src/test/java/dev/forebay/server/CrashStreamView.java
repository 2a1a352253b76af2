package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.server.CrashStreamProducer.Acknowledged;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** All that a stream has at one moment: its shards and their records, and what must hold of them. */
final class CrashStreamView {
    /** Of the index within a sequence number: SequenceNumber's layout. */
    private static final int INDEX_SHIFT = 80;
    private static final BigInteger INDEX_MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final BigInteger LAST_HASH_KEY = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

    private final Map<String, Shard> shards = new TreeMap<>();
    private final Map<String, List<Record>> records = new TreeMap<>();

    CrashStreamView(KinesisClient kinesis) {
        kinesis.listShards(r -> r.streamName(CrashStreamWorker.STREAM)).shards().forEach(shard -> shards.put(shard.shardId(), shard));
        shards.keySet().forEach(shard -> records.put(shard, read(kinesis, shard)));
    }

    private static List<Record> read(KinesisClient kinesis, String shard) {
        List<Record> all = new ArrayList<>();
        String iterator = kinesis.getShardIterator(r -> r.streamName(CrashStreamWorker.STREAM).shardId(shard)
                .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
        while (iterator != null) {
            String from = iterator;
            GetRecordsResponse reply = kinesis.getRecords(r -> r.shardIterator(from));
            all.addAll(reply.records());
            iterator = reply.records().isEmpty() ? null : reply.nextShardIterator();
        }
        return all;
    }

    int size() {
        return records.values().stream().mapToInt(List::size).sum();
    }

    int shards() {
        return shards.size();
    }

    /** Open shards cover all hash keys once; numbers go on without a gap, and a child's come after its parents'. */
    void requireWhole() {
        BigInteger next = BigInteger.ZERO;
        for (Shard shard : CrashStreamSplitter.open(List.copyOf(shards.values()))) {
            assertThat(CrashStreamSplitter.start(shard)).as("where %s begins", shard).isEqualTo(next);
            next = new BigInteger(shard.hashKeyRange().endingHashKey()).add(BigInteger.ONE);
        }
        assertThat(next.subtract(BigInteger.ONE)).as("the last hash key").isEqualTo(LAST_HASH_KEY);
        records.forEach(this::requireNoGap);
        shards.values().forEach(this::requireAfterParents);
    }

    private void requireNoGap(String shard, List<Record> all) {
        BigInteger before = new BigInteger(shards.get(shard).sequenceNumberRange().startingSequenceNumber());
        for (Record record : all) {
            BigInteger number = new BigInteger(record.sequenceNumber());
            assertThat(number).as("numbers of %s", shard).isGreaterThan(before);
            assertThat(index(number)).as("%s of %s", record, shard).isEqualTo(index(before).add(BigInteger.ONE));
            before = number;
        }
        String ending = shards.get(shard).sequenceNumberRange().endingSequenceNumber();
        if (ending != null) {
            assertThat(index(new BigInteger(ending))).as("the end of %s", shard).isEqualTo(index(before).add(BigInteger.ONE));
        }
    }

    private static BigInteger index(BigInteger number) {
        return number.shiftRight(INDEX_SHIFT).and(INDEX_MASK);
    }

    private void requireAfterParents(Shard shard) {
        for (String parent : new String[] {shard.parentShardId(), shard.adjacentParentShardId()}) {
            if (parent != null) {
                assertThat(new BigInteger(shard.sequenceNumberRange().startingSequenceNumber())).as("%s and its parent", shard.shardId())
                        .isGreaterThan(new BigInteger(shards.get(parent).sequenceNumberRange().endingSequenceNumber()));
            }
        }
    }

    /** Each acknowledged record is where its reply said, and nowhere else; those of a key are in order, parents' before children's. */
    void requireAcknowledged(Map<String, Acknowledged> acknowledged) {
        Map<String, Acknowledged> missing = new HashMap<>(acknowledged);
        Map<String, Integer> newest = new HashMap<>();
        Set<String> seen = new HashSet<>();
        records.forEach((shard, all) -> all.forEach(record -> {
            String text = record.data().asUtf8String();
            assertThat(seen.add(text)).as("%s is there once", text).isTrue();
            Acknowledged known = missing.remove(text);
            if (known != null) {
                assertThat(known).isEqualTo(new Acknowledged(text, shard, record.sequenceNumber()));
            }
            Integer before = newest.put(record.partitionKey(), CrashStreamProducer.number(text));
            assertThat(before == null || before < CrashStreamProducer.number(text)).as("%s comes after %s", text, before).isTrue();
        }));
        assertThat(missing.values()).as("acknowledged and lost").isEmpty();
    }

    /** Whatever somebody read from a shard's beginning is still there, and at the same place. */
    void requireBeginsWith(Map<String, List<Record>> read) {
        read.forEach((shard, before) -> {
            List<Record> now = records.getOrDefault(shard, List.of());
            assertThat(now.size()).as("records of %s", shard).isGreaterThanOrEqualTo(before.size());
            assertThat(now.subList(0, before.size())).as("what was read of %s", shard).isEqualTo(before);
        });
    }

    /** A later look finds all of this again, and closed shards as they were. */
    void requireKeptIn(CrashStreamView later) {
        later.requireBeginsWith(records);
        shards.forEach((id, shard) -> {
            if (shard.sequenceNumberRange().endingSequenceNumber() != null) {
                assertThat(later.shards.get(id)).isEqualTo(shard);
                assertThat(later.records.get(id)).hasSameSizeAs(records.get(id));
            }
        });
    }

    void requireClosed(Set<String> promised) {
        assertThat(CrashStreamSplitter.open(List.copyOf(shards.values()))).extracting(Shard::shardId).doesNotContainAnyElementsOf(promised);
    }
}

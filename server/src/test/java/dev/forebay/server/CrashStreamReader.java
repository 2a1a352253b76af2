package dev.forebay.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reads a stream from its beginning to its newest record, from shards to their children, and goes on after a crash where it was. */
final class CrashStreamReader implements CrashStreamWorker {
    private final Map<String, Reading> shards = new TreeMap<>();

    @Override
    public void work(KinesisClient kinesis) {
        if (shards.isEmpty()) {
            kinesis.listShards(r -> r.streamName(STREAM)).shards().stream().map(Shard::shardId).forEach(this::add);
        }
        List.copyOf(shards.values()).forEach(reading -> reading.goOn(kinesis, this));
    }

    private void add(String shard) {
        shards.computeIfAbsent(shard, Reading::new);
    }

    /** What was read, by shard. */
    Map<String, List<Record>> records() {
        Map<String, List<Record>> records = new TreeMap<>();
        shards.forEach((shard, reading) -> records.put(shard, reading.records));
        return records;
    }

    /** One shard, and how far it was read. */
    private static final class Reading {
        private final String shard;
        private final List<Record> records = new ArrayList<>();
        private Optional<String> iterator = Optional.empty();
        private boolean isOver;

        Reading(String shard) {
            this.shard = shard;
        }

        void goOn(KinesisClient kinesis, CrashStreamReader reader) {
            if (isOver) {
                return;
            }
            if (iterator.isEmpty()) {
                iterator = Optional.of(kinesis.getShardIterator(r -> r.streamName(STREAM).shardId(shard)
                        .shardIteratorType(records.isEmpty() ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .startingSequenceNumber(records.isEmpty() ? null : records.getLast().sequenceNumber())).shardIterator());
            }
            GetRecordsResponse reply = kinesis.getRecords(r -> r.shardIterator(iterator.get()));
            records.addAll(reply.records());
            iterator = Optional.ofNullable(reply.nextShardIterator());
            isOver = iterator.isEmpty();
            reply.childShards().stream().map(ChildShard::shardId).forEach(reader::add);
            // Every other time a reader remembers what it read last, and not the iterator.
            iterator = records.size() % 2 == 0 ? iterator : Optional.empty();
        }
    }
}

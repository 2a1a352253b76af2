package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.forebay.kinesis.ReferencePut.Fate;
import dev.forebay.kinesis.ReferenceStream.Being;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Looks at all of a stream at once in a simulation, and compares it with what is known. */
final class ReferenceAudit {
    private final KinesisClient kinesis;
    private final Random random;
    private final ReferenceStream stream;
    private final long now;
    private final long tick;

    ReferenceAudit(KinesisClient kinesis, Random random, ReferenceStream stream, long now, long tick) {
        this.kinesis = kinesis;
        this.random = random;
        this.stream = stream;
        this.now = now;
        this.tick = tick;
    }

    void run() {
        StreamDescriptionSummary summary;
        try {
            summary = kinesis.describeStreamSummary(r -> r.streamName(stream.name)).streamDescriptionSummary();
        } catch (ResourceNotFoundException gone) {
            stream.toldGone(tick);
            return;
        }
        check(summary);
        if (summary.streamStatus() != StreamStatus.CREATING && summary.streamStatus() != StreamStatus.DELETING) {
            checkConsumers(summary.streamARN());
        }
        // AWS: what is being made or deleted lists no shards.
        if (summary.streamStatus() == StreamStatus.ACTIVE || summary.streamStatus() == StreamStatus.UPDATING) {
            checkShards(summary);
        }
    }

    private void check(StreamDescriptionSummary summary) {
        assertThat(summary.streamCreationTimestamp().toEpochMilli()).as("%s is of another life", stream)
                .isBetween(stream.madeAt / 1_000 * 1_000, now);
        stream.toldRetention(summary.retentionPeriodHours(), tick, tick);
        if (summary.streamStatus() == StreamStatus.CREATING) {
            assertThat(stream.isServing).as("%s is made again", stream).isFalse();
        }
        boolean leaves = summary.streamStatus() == StreamStatus.DELETING;
        assertThat(leaves ? Being.THERE : Being.LEAVING).as("%s is %s", stream, summary.streamStatus()).isNotEqualTo(stream.being);
        stream.being = leaves ? Being.LEAVING : Being.THERE;
    }

    private void checkConsumers(String arn) {
        Map<String, String> listed = new HashMap<>();
        kinesis.listStreamConsumers(r -> r.streamARN(arn)).consumers().forEach(each -> listed.put(each.consumerName(), each.consumerStatusAsString()));
        stream.consumers.replaceAll((name, being) -> {
            String status = listed.remove(name);
            assertThat(switch (being) {
                case THERE -> status != null && !status.equals("DELETING");
                case LEAVING -> status == null || status.equals("DELETING");
                case GONE -> status == null;
                case MAYBE_THERE -> !"DELETING".equals(status);
                case MAYBE_LEAVING -> true;
            }).as("consumer %s %s is %s", name, being, status).isTrue();
            if (stream.changing.contains(name)) {
                return being;
            }
            return status == null ? Being.GONE : status.equals("DELETING") ? Being.LEAVING : Being.THERE;
        });
        assertThat(listed).as("consumers that nobody registered").isEmpty();
    }

    private void checkShards(StreamDescriptionSummary summary) {
        stream.isServing = true;
        List<Shard> shards = list();
        stream.toldAll(shards, new ReferenceStream.Moment(now, tick), tick);
        Map<String, ReferencePut> found = new HashMap<>();
        shards.forEach(shard -> read(stream.shards.get(ShardId.parse(shard.shardId()).orElseThrow()), found));
        stream.puts.forEach(put -> checkFate(put, found));
        stream.shards.values().forEach(ReferenceShard::checkClaims);
        if (summary.streamStatus() == StreamStatus.ACTIVE) {
            checkPromises(shards);
        }
    }

    /** What was acknowledged while the stream was UPDATING has come, now that it is not. */
    private void checkPromises(List<Shard> shards) {
        shards.stream().filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .forEach(shard -> assertThat(stream.ending).as("shards to be closed").doesNotContain(ShardId.parse(shard.shardId()).orElseThrow()));
        if (stream.wanted > 0) {
            List<HashKeyRange> open = shards.stream().map(shard -> stream.shards.get(ShardId.parse(shard.shardId()).orElseThrow()))
                    .filter(shard -> !shard.isClosed()).map(ReferenceShard::range)
                    .sorted((one, other) -> one.start().compareTo(other.start())).toList();
            assertThat(open).isEqualTo(HashKeyRange.divide(stream.wanted));
        }
    }

    private List<Shard> list() {
        int limit = 1 + random.nextInt(10);
        List<Shard> all = new ArrayList<>();
        ListShardsResponse page = kinesis.listShards(r -> r.streamName(stream.name).maxResults(limit));
        all.addAll(page.shards());
        while (page.nextToken() != null) {
            String token = page.nextToken();
            page = kinesis.listShards(r -> r.nextToken(token).maxResults(limit));
            all.addAll(page.shards());
        }
        return all;
    }

    private void read(ReferenceShard shard, Map<String, ReferencePut> found) {
        ReferenceReader reader = new ReferenceReader(stream, shard, kinesis.getShardIterator(r -> r.streamName(stream.name)
                .shardId(ShardId.of(shard.number)).shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator(), 1);
        List<Record> all = new ArrayList<>();
        GetRecordsResponse reply;
        do {
            int limit = 1 + random.nextInt(30);
            reply = kinesis.getRecords(r -> r.shardIterator(reader.iterator).limit(limit));
            reader.took(reply.records(), stream.surelyGone);
            all.addAll(reply.records());
            reader.iterator = reply.nextShardIterator();
        } while (reader.iterator != null && !(reply.records().isEmpty() && reply.millisBehindLatest() == 0));
        if (shard.isClosed() != (reader.iterator == null)) {
            fail(shard + " is " + (shard.isClosed() ? "" : "not ") + "closed, and the reader is at " + reader.next());
        }
        if (reader.iterator == null) {
            reader.ended();
        }
        Set<String> texts = all.stream().map(record -> record.data().asUtf8String()).collect(Collectors.toSet());
        shard.records().values().stream().filter(told -> told.put().at >= stream.maybeGone && !texts.contains(told.text()))
                .forEach(told -> fail(told + " of " + shard + " is lost"));
        checkOrder(shard, all, found);
    }

    private void checkOrder(ReferenceShard shard, List<Record> all, Map<String, ReferencePut> found) {
        long before = -1;
        for (Record record : all) {
            String text = record.data().asUtf8String();
            ReferencePut put = shard.records().get(SequenceNumber.parse(record.sequenceNumber()).orElseThrow().index()).put();
            // Texts are numbered in the order in which they were put.
            long order = Long.parseLong(text.substring(1));
            assertThat(order).as("%s comes after what was put later", text).isGreaterThan(before);
            before = order;
            assertThat(found.put(text, put)).as("%s is there twice", text).isNull();
        }
    }

    private void checkFate(ReferencePut put, Map<String, ReferencePut> found) {
        if (put.at < stream.maybeGone) {
            return;
        }
        long there = put.entries.stream().filter(entry -> found.containsKey(entry.text())).count();
        if (put.fate == Fate.THERE && there < put.entries.size()) {
            fail(put + " is lost: " + there + " of its records are there");
        }
        if (put.fate == Fate.UNKNOWN) {
            assertThat(there).as("records of %s", put).isIn(0L, (long) put.entries.size());
            put.fate = there == 0 ? Fate.NOT_THERE : Fate.THERE;
        }
    }
}

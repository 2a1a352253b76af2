package dev.forebay.kinesis;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.EnhancedMetrics;
import software.amazon.awssdk.services.kinesis.model.SequenceNumberRange;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamModeDetails;
import software.amazon.awssdk.services.kinesis.model.StreamSummary;
import software.amazon.awssdk.services.kinesis.model.WarmThroughputObject;

/** Streams and shards in AWS's words. */
final class Descriptions {
    private Descriptions() {}

    static StreamSummary inList(Stream stream) {
        return StreamSummary.builder().streamName(stream.id().name().value()).streamARN(stream.id().arn())
                .streamStatus(stream.record().status().name()).streamModeDetails(mode(stream))
                .streamCreationTimestamp(createdAt(stream)).build();
    }

    static StreamDescription full(Stream stream, int afterShard, int limit) {
        StreamSettings settings = stream.settings();
        // AWS: a stream that is being made has no shards to show.
        Collection<Shard> rest = stream.record().status() == StreamStatus.CREATING ? List.of() : stream.shards().after(afterShard);
        StreamDescription.Builder description = StreamDescription.builder()
                .streamName(stream.id().name().value()).streamARN(stream.id().arn())
                .streamStatus(stream.record().status().name()).streamModeDetails(mode(stream))
                .streamCreationTimestamp(createdAt(stream))
                .retentionPeriodHours(settings.retentionHours())
                .enhancedMonitoring(monitoring(settings))
                .encryptionType(encryption(settings))
                .shards(rest.stream().limit(limit).map(Descriptions::shard).toList())
                .hasMoreShards(rest.size() > limit);
        return (settings.isEncrypted() ? description.keyId(settings.keyId()) : description).build();
    }

    static StreamDescriptionSummary summary(Stream stream) {
        StreamSettings settings = stream.settings();
        StreamDescriptionSummary.Builder description = StreamDescriptionSummary.builder()
                .streamName(stream.id().name().value()).streamARN(stream.id().arn())
                .streamStatus(stream.record().status().name()).streamModeDetails(mode(stream))
                .streamCreationTimestamp(createdAt(stream))
                .retentionPeriodHours(settings.retentionHours())
                .enhancedMonitoring(monitoring(settings))
                .encryptionType(encryption(settings))
                .openShardCount(stream.record().status() == StreamStatus.CREATING ? 0 : stream.shards().openCount())
                .consumerCount(stream.consumers().all().size())
                .maxRecordSizeInKiB(settings.maxRecordKib());
        if (settings.warmMibps() > 0) {
            description.warmThroughput(WarmThroughputObject.builder()
                    .currentMiBps(settings.warmMibps()).targetMiBps(settings.warmMibps()).build());
        }
        return (settings.isEncrypted() ? description.keyId(settings.keyId()) : description).build();
    }

    static software.amazon.awssdk.services.kinesis.model.Shard shard(Shard shard) {
        ShardRecord record = shard.record();
        SequenceNumberRange.Builder numbers = SequenceNumberRange.builder().startingSequenceNumber(shard.start().toString());
        if (!record.isOpen()) {
            numbers.endingSequenceNumber(shard.end().toString());
        }
        var description = software.amazon.awssdk.services.kinesis.model.Shard.builder()
                .shardId(shard.id()).hashKeyRange(record.range().toAws()).sequenceNumberRange(numbers.build());
        if (record.parent() != ShardRecord.NONE) {
            description.parentShardId(ShardId.of(record.parent()));
        }
        if (record.adjacentParent() != ShardRecord.NONE) {
            description.adjacentParentShardId(ShardId.of(record.adjacentParent()));
        }
        return description.build();
    }

    private static StreamModeDetails mode(Stream stream) {
        return StreamModeDetails.builder().streamMode(stream.settings().mode().toAws()).build();
    }

    private static EnhancedMetrics monitoring(StreamSettings settings) {
        return EnhancedMetrics.builder().shardLevelMetricsWithStrings(settings.metrics().stream().sorted().toList()).build();
    }

    private static EncryptionType encryption(StreamSettings settings) {
        return settings.isEncrypted() ? EncryptionType.KMS : EncryptionType.NONE;
    }

    /** AWS: to the second. */
    private static Instant createdAt(Stream stream) {
        return Instant.ofEpochSecond(stream.record().createdAt() / 1_000);
    }
}

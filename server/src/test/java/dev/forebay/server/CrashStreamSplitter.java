package dev.forebay.server;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Splits and merges shards, one change after the other, and notes which ones were promised to be closed. */
final class CrashStreamSplitter implements CrashStreamWorker {
    private static final int MOST_SHARDS = 6;

    private final Random random;
    private final Set<String> promised = new HashSet<>();
    private int changes;

    CrashStreamSplitter(Random random) {
        this.random = random;
    }

    /** Shards whose split or merge was acknowledged. */
    Set<String> promised() {
        return promised;
    }

    /** How many changes were acknowledged. */
    int changes() {
        return changes;
    }

    @Override
    public void work(KinesisClient kinesis) {
        List<Shard> open = open(kinesis.listShards(r -> r.streamName(STREAM)).shards());
        try {
            change(kinesis, open);
        } catch (ResourceInUseException | LimitExceededException | InvalidArgumentException notNow) {
            // The stream is UPDATING, or was when its shards were listed, or they were counted anew too often: there will be another time.
            return;
        }
    }

    private void change(KinesisClient kinesis, List<Shard> open) {
        int place = random.nextInt(open.size());
        if (random.nextInt(20) == 0) {
            int target = Math.max(1, Math.min(MOST_SHARDS, open.size() - 1 + random.nextInt(3)));
            kinesis.updateShardCount(r -> r.streamName(STREAM).targetShardCount(target).scalingType(ScalingType.UNIFORM_SCALING));
        } else if (open.size() >= MOST_SHARDS || open.size() > 1 && random.nextBoolean()) {
            Shard lower = open.get(Math.max(0, place - 1));
            Shard upper = open.get(Math.max(1, place));
            kinesis.mergeShards(r -> r.streamName(STREAM).shardToMerge(lower.shardId()).adjacentShardToMerge(upper.shardId()));
            promised.add(lower.shardId());
            promised.add(upper.shardId());
        } else {
            Shard shard = open.get(place);
            BigInteger middle = start(shard).add(new BigInteger(shard.hashKeyRange().endingHashKey())).shiftRight(1);
            kinesis.splitShard(r -> r.streamName(STREAM).shardToSplit(shard.shardId()).newStartingHashKey(middle.toString()));
            promised.add(shard.shardId());
        }
        changes++;
    }

    /** The open ones of these shards, by hash key. */
    static List<Shard> open(List<Shard> all) {
        return all.stream().filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .sorted(Comparator.comparing(CrashStreamSplitter::start)).toList();
    }

    static BigInteger start(Shard shard) {
        return new BigInteger(shard.hashKeyRange().startingHashKey());
    }
}

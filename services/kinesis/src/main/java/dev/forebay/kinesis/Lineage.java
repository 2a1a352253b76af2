package dev.forebay.kinesis;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.ChildShard;

/** Which shards came of which. */
final class Lineage {
    private Lineage() {}

    /** Whether a reader who has come to this index has read all there will ever be. */
    static boolean isOver(Shard shard, long next) {
        ShardRecord record = shard.record();
        return !record.isOpen() && next >= record.end();
    }

    /** The shards that took the hash keys of a closed one over. */
    static List<ChildShard> children(Stream stream, Shard parent) {
        int number = parent.record().number();
        List<ChildShard> children = new ArrayList<>(2);
        for (Shard shard : stream.shards().after(number)) {
            ShardRecord record = shard.record();
            if (record.parent() == number || record.adjacentParent() == number) {
                children.add(ChildShard.builder().shardId(shard.id()).parentShards(parents(record)).hashKeyRange(record.range().toAws()).build());
            }
        }
        return children;
    }

    private static List<String> parents(ShardRecord record) {
        return record.adjacentParent() == ShardRecord.NONE
                ? List.of(ShardId.of(record.parent()))
                : List.of(ShardId.of(record.parent()), ShardId.of(record.adjacentParent()));
    }
}

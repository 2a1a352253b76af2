package dev.forebay.kinesis;

import java.util.concurrent.atomic.LongAdder;

/** How much came into a shard since somebody last asked. Safe for any thread. */
final class Load {
    private final LongAdder bytes = new LongAdder();
    private final LongAdder records = new LongAdder();

    void add(long moreBytes, int moreRecords) {
        bytes.add(moreBytes);
        records.add(moreRecords);
    }

    /** In shards' worth of a second: how many shards it takes to bear this much in one second. Counts anew from here. */
    double takeShardSeconds() {
        return Math.max(bytes.sumThenReset() / (double) (1 << 20), records.sumThenReset() / 1_000.0);
    }
}

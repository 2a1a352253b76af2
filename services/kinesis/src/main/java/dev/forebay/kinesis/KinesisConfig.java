package dev.forebay.kinesis;

import java.time.Duration;

/**
 * How Kinesis behaves where AWS leaves it open, or where one may want less of AWS's limits.
 *
 * @param stateChange     how long a stream is CREATING, UPDATING or DELETING, and a consumer CREATING or DELETING; minutes on AWS
 * @param throttle        what AWS's limits on each shard's throughput are multiplied by, such as 1 for AWS's own; 0 for no limits
 * @param onDemandTime    what the times are multiplied by in which an on-demand stream is measured and grows and shrinks: less than 1
 *                        for tests
 * @param shardLimit      how many open shards an account has in a region, all streams together
 */
public record KinesisConfig(Duration stateChange, double throttle, double onDemandTime, int shardLimit) {

    public KinesisConfig {
        if (stateChange.isNegative() || throttle < 0 || onDemandTime <= 0 || onDemandTime > 1 || shardLimit < 1) {
            throw new IllegalArgumentException("no configuration of Kinesis: " + stateChange + ", " + throttle + ", " + onDemandTime + ", " + shardLimit);
        }
    }

    /** AWS's behaviour without its throttles, its states passed through in a tenth of a second. */
    public static KinesisConfig defaults() {
        return new KinesisConfig(Duration.ofMillis(100), 0, 1, 20_000);
    }

    /** The same with throttles. */
    public KinesisConfig withThrottle(double factor) {
        return new KinesisConfig(stateChange, factor, onDemandTime, shardLimit);
    }
}

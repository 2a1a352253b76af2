package dev.forebay.server;

import dev.forebay.server.DemoClickApplication.Standing;
import dev.forebay.server.DemoHistory.Moment;
import java.time.Duration;
import java.util.List;

/**
 * One moment of the clickstream's story, as it is shown.
 *
 * @param act         what is being told
 * @param elapsed     since the first click
 * @param clicks      that the stream has acknowledged
 * @param pace        clicks within the last second
 * @param shards      those that have taken clicks, in the order of their numbers
 * @param dashboard   how far it is
 * @param recommender how far it is
 * @param past        how far the recommender was behind, and when acts began, oldest first
 */
record DemoClickstreamState(DemoClickstreamAct act, Duration elapsed, int clicks, int pace, List<Lane> shards, Standing dashboard,
        Standing recommender, List<Moment> past) {

    /**
     * One shard.
     *
     * @param number   as in its name
     * @param clicks   that it took
     * @param wasSplit whether it takes no more
     */
    record Lane(int number, int clicks, boolean wasSplit) {}
}

package dev.forebay.server;

import java.time.Duration;

/**
 * The numbers of the clickstream's story.
 *
 * @param clicks of all visitors, all acts together
 * @param act    how long the clicks of one act take
 * @param work   how long the recommender has to do with one click, while it has its bug
 * @param fixed  the same without it
 * @param batch  most clicks that the recommender reads in one call
 * @param poll   how long a reader that has read all there is waits until it looks again
 * @param pause  how long a spectator needs to read a caption
 * @param quiet  looks in a row that find nothing changed, until what is missing is called lost
 */
record DemoClickstreamPlan(int clicks, Duration act, Duration work, Duration fixed, int batch, Duration poll, Duration pause, int quiet) {

    /** Before the hot one is split. */
    static final int SHARDS = 2;

    /** For people: half a minute. */
    static DemoClickstreamPlan standard() {
        return new DemoClickstreamPlan(1000, Duration.ofSeconds(7), Duration.ofMillis(40), Duration.ofMillis(9), 5, Duration.ofMillis(200),
                Duration.ofMillis(3500), 100);
    }

    /** For tests: a few seconds. */
    static DemoClickstreamPlan fast() {
        return new DemoClickstreamPlan(200, Duration.ofMillis(200), Duration.ofMillis(6), Duration.ofMillis(1), 5, Duration.ofMillis(20),
                Duration.ZERO, 100);
    }

    /** How the dashboard goes about it: whatever there is, at once. */
    DemoClickWork dashboard() {
        return new DemoClickWork(clicks, Duration.ZERO, poll, true);
    }

    /** How the recommender does, with its bug. */
    DemoClickWork recommender() {
        return new DemoClickWork(batch, work, poll, false);
    }

    /** How it does without its bug. */
    DemoClickWork fixedRecommender() {
        return new DemoClickWork(batch, fixed, poll, true);
    }

    /** The number of the last click of an act. */
    int last(DemoClickstreamAct act) {
        return clicks * act.until() / 100;
    }
}

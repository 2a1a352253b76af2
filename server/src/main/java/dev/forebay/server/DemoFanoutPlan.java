package dev.forebay.server;

import java.time.Duration;

/**
 * The numbers of the purchases' story.
 *
 * @param purchases published, as many in each act
 * @param sale      how long publishing takes, all acts together
 * @param work      how long a program has to do with what it reads in one call
 * @param pause     how long a spectator needs to read a caption
 * @param quiet     looks in a row that find nothing changed, until what is missing is called lost
 */
record DemoFanoutPlan(int purchases, Duration sale, Duration work, Duration pause, int quiet) {

    /** For people: half a minute. */
    static DemoFanoutPlan standard() {
        return new DemoFanoutPlan(600, Duration.ofSeconds(26), Duration.ofMillis(100), Duration.ofMillis(3500), 100);
    }

    /** For tests: a few seconds. */
    static DemoFanoutPlan fast() {
        return new DemoFanoutPlan(200, Duration.ofMillis(400), Duration.ofMillis(5), Duration.ZERO, 100);
    }

    /** The number of the last purchase of an act. */
    int last(DemoFanoutAct act) {
        return purchases * act.number() / DemoFanoutAct.values().length;
    }

    /** Purchases that shipping wants and that are published while it is down. */
    int missed() {
        return DemoBranch.SHIPPING.wantedOf(last(DemoFanoutAct.DOWN)) - DemoBranch.SHIPPING.wantedOf(last(DemoFanoutAct.FILTERS));
    }
}

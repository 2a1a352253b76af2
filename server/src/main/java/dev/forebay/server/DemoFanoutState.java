package dev.forebay.server;

import dev.forebay.server.DemoHistory.Moment;
import java.time.Duration;
import java.util.List;

/**
 * One moment of the purchases' story, as it is shown.
 *
 * @param act       what is being told
 * @param elapsed   since the shop opened
 * @param published purchases that the topic has acknowledged
 * @param pace      purchases published within the last second
 * @param lanes     the queues, in the order of {@link DemoBranch}
 * @param past      how full the queue of shipping was, and when acts began, oldest first
 */
record DemoFanoutState(DemoFanoutAct act, Duration elapsed, int published, int pace, List<Lane> lanes, List<Moment> past) {

    /**
     * One queue.
     *
     * @param received purchases that its program has read
     * @param waiting  copies in the queue
     * @param isDown   whether its program is down
     */
    record Lane(DemoBranch branch, int received, int waiting, boolean isDown) {}
}

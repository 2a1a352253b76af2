package dev.forebay.server;

import java.time.Duration;

/**
 * How an application goes about its clicks.
 *
 * @param batch     most clicks that one of its readers reads in one call
 * @param each      how long a reader has to do with one click
 * @param poll      how long a reader that has read all there is waits until it looks again
 * @param knowsBuys whether it can tell a buy from a view
 */
record DemoClickWork(int batch, Duration each, Duration poll, boolean knowsBuys) {

    /** How long a reader has to do with what it read in one call. */
    Duration with(int clicks) {
        Duration busy = each.multipliedBy(clicks);
        return clicks == batch || busy.compareTo(poll) > 0 ? busy : poll;
    }
}

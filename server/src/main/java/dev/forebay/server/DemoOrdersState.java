package dev.forebay.server;

import dev.forebay.server.DemoConsumer.Hands;
import dev.forebay.server.DemoHistory.Moment;
import dev.forebay.server.DemoOrdersQueues.Depth;
import java.time.Duration;
import java.util.List;

/**
 * One moment of the orders' story, as it is shown.
 *
 * @param act         what is being told
 * @param elapsed     since the sale opened
 * @param placed      orders that the queue has acknowledged
 * @param written     orders in the database
 * @param placedPace  orders placed within the last second
 * @param writtenPace orders written within the last second
 * @param depth       what the queues hold
 * @param consumers   what each consumer has in its hands
 * @param past        how full the queue was, and when acts began, oldest first
 */
record DemoOrdersState(DemoOrdersAct act, Duration elapsed, int placed, int written, int placedPace, int writtenPace, Depth depth,
        List<Hands> consumers, List<Moment> past) {}

package dev.forebay.sqs;

import java.util.List;

/**
 * What a receive took out of a queue.
 *
 * @param deliveries messages for the consumer
 * @param moved      sequences of messages that go to the dead-letter queue instead
 * @param isPartial  whether it met so many expired messages that it gave up looking, and there may be more
 */
record Taken(List<Delivery> deliveries, List<Long> moved, boolean isPartial) {
    Taken unfinished() {
        return new Taken(deliveries, moved, true);
    }
}

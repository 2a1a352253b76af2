package dev.forebay.sqs;

import java.util.List;

/**
 * What a receive took out of a queue.
 *
 * @param deliveries messages for the consumer
 * @param moved      sequences of messages that go to the dead-letter queue instead
 */
record Taken(List<Delivery> deliveries, List<Long> moved) {}

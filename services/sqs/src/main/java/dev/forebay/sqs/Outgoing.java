package dev.forebay.sqs;

/**
 * A message about to be sent.
 *
 * @param message          the message, not yet stamped
 * @param delayMillis      how long it stays hidden at first; zero on FIFO queues, where the queue's delay counts
 * @param deduplicationKey what it is known by for five minutes; empty on standard queues
 */
record Outgoing(Message message, long delayMillis, String deduplicationKey) {}

package dev.forebay.sqs;

/**
 * What a receive asks for.
 *
 * @param max              messages at most
 * @param visibilityMillis how long they stay hidden
 * @param maxReceives      how often a message may be received before it is moved to the dead-letter queue
 * @param deadLetterTarget the dead-letter queue's ARN; empty when there is none, and then {@code maxReceives} is endless
 * @param attemptId        AWS's ReceiveRequestAttemptId; empty when there is none
 */
record Demand(int max, long visibilityMillis, int maxReceives, String deadLetterTarget, String attemptId) {}

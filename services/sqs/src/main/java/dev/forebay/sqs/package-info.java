/**
 * SQS: queues, messages, visibility, order, redrive. Start at {@code SqsService}.
 */
package dev.forebay.sqs;

/**
 * Kinesis Data Streams: streams, shards, records, consumers. Start at {@code KinesisService}.
 */
package dev.forebay.kinesis;

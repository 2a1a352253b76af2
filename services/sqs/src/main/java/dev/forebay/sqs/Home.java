package dev.forebay.sqs;

import dev.forebay.runtime.Deduplication;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where a queue's messages live.
 *
 * @param partition   the partition's number
 * @param incarnation the queue's incarnation
 * @param cache       the memory that all queues share
 * @param deduplication what a FIFO queue remembers; standard queues have none
 * @param random      for receipt handles; used under the partition's lock
 */
record Home(int partition, long incarnation, Cache cache, Optional<Deduplication> deduplication, RandomGenerator random) {}

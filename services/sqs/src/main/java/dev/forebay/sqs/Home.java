package dev.forebay.sqs;

import java.util.random.RandomGenerator;

/**
 * Where a queue's messages live.
 *
 * @param partition   the partition's number
 * @param incarnation the queue's incarnation
 * @param cache       the memory that all queues share
 * @param durable     a commit that the store has, and all before it
 * @param random      for receipt handles; used under the partition's lock
 */
record Home(int partition, long incarnation, Cache cache, long durable, RandomGenerator random) {}

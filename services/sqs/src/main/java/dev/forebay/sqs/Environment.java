package dev.forebay.sqs;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Timers;
import dev.forebay.store.Store;
import java.util.random.RandomGenerator;

/**
 * What every queue needs from outside.
 *
 * @param random makes message ids and receipt handles; safe for any thread
 * @param seals  encrypts what messages say
 */
record Environment(Store store, Clock clock, Timers timers, RandomGenerator random, Cache cache, MessageSeals seals) {}

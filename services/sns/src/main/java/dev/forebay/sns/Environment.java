package dev.forebay.sns;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Timers;
import dev.forebay.store.Store;
import java.util.random.RandomGenerator;

/**
 * What every topic needs from outside.
 *
 * @param random makes ids; safe for any thread
 * @param seals  encrypts what is published
 */
record Environment(Store store, Clock clock, Timers timers, RandomGenerator random, NotificationSeals seals) {}

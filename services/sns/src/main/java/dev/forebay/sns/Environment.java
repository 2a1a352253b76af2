package dev.forebay.sns;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Timers;
import dev.forebay.store.Store;
import dev.forebay.vault.Vault;
import java.util.random.RandomGenerator;

/**
 * What every topic needs from outside.
 *
 * @param random makes ids; safe for any thread
 * @param seals  encrypts what is published
 * @param vault  seals what is secret of subscriptions
 */
record Environment(Store store, Clock clock, Timers timers, RandomGenerator random, NotificationSeals seals, Vault vault) {}

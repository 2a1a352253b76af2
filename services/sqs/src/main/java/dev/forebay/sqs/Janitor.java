package dev.forebay.sqs;

import java.util.Iterator;

/**
 * Looks after queues that nobody uses: removes what has expired there, and lets go of memory. One round every ten
 * seconds; queues that are not in memory get their turn bit by bit, so that a hundred thousand of them cost nothing.
 */
final class Janitor {
    private static final long ROUND_MILLIS = 10_000;
    private static final long UNLOAD_AFTER_MILLIS = 60_000;
    private static final long DROP_CACHE_AFTER_MILLIS = 5_000;
    /** Queues that are not in memory and are looked at in one round. */
    private static final int PATROL = 200;

    private static final long KEYS_MILLIS = 3_600_000;

    private final QueueCatalog catalog;
    private final Environment environment;
    private Iterator<Queue> patrol = java.util.Collections.emptyIterator();
    private volatile boolean stopped;
    private long keysLookedAfter;

    Janitor(QueueCatalog catalog, Environment environment) {
        this.catalog = catalog;
        this.environment = environment;
    }

    void start() {
        environment.timers().at(environment.clock().millis() + ROUND_MILLIS, () -> {
            if (!stopped) {
                round();
                start();
            }
        });
    }

    void stop() {
        stopped = true;
    }

    private void round() {
        forgetDataKeys();
        for (Queue queue : catalog.all()) {
            if (queue.isLoaded()) {
                lookAfter(queue);
            }
        }
        if (!patrol.hasNext()) {
            patrol = catalog.all().iterator();
        }
        for (int i = 0; i < PATROL && patrol.hasNext(); i++) {
            Queue queue = patrol.next();
            if (!queue.isLoaded() && queue.mayExpire() && queue.hasExpired()) {
                lookAfter(queue);
            }
        }
    }

    /** Data keys live for two weeks or more: to look once an hour is enough. */
    private void forgetDataKeys() {
        long now = environment.clock().millis();
        if (now - keysLookedAfter >= KEYS_MILLIS) {
            keysLookedAfter = now;
            environment.seals().keyring().forget(_ -> 0);
        }
    }

    private void lookAfter(Queue queue) {
        try {
            queue.expire();
            if (environment.cache().isTight()) {
                queue.dropCache(DROP_CACHE_AFTER_MILLIS);
            }
            queue.unload(UNLOAD_AFTER_MILLIS);
        } catch (software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException deletedMeanwhile) {
            // Nothing is left to look after.
            return;
        }
    }
}

package dev.forebay.sns;

/** Looks after topics that nobody uses: trims logs, and forgets subscriptions that were never confirmed. One round a minute. */
final class SnsJanitor {
    private static final long ROUND_MILLIS = 60_000;
    private static final long ROUNDS_BETWEEN_KEYS = 60;

    private final SnsService service;
    private volatile boolean stopped;
    private long rounds;

    SnsJanitor(SnsService service) {
        this.service = service;
    }

    void start() {
        service.environment().timers().at(service.environment().clock().millis() + ROUND_MILLIS, () -> {
            if (!stopped) {
                try {
                    round();
                } finally {
                    start();
                }
            }
        });
    }

    void stop() {
        stopped = true;
    }

    private void round() {
        if (rounds++ % ROUNDS_BETWEEN_KEYS == 0) {
            service.environment().seals().forget(service.catalog());
        }
        for (Topic topic : service.catalog().all()) {
            service.subscriptions().expire(topic);
            if (topic.isFifo()) {
                service.feeds().trim(topic);
            }
        }
    }
}

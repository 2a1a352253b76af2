package dev.forebay.sns;

/** Looks after topics that nobody uses: trims logs, and forgets subscriptions that were never confirmed. One round a minute. */
final class SnsJanitor {
    private static final long ROUND_MILLIS = 60_000;

    private final SnsService service;
    private volatile boolean stopped;

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
        for (Topic topic : service.catalog().all()) {
            service.subscriptions().expire(topic);
            if (topic.isFifo()) {
                service.feeds().trim(topic);
            }
        }
    }
}

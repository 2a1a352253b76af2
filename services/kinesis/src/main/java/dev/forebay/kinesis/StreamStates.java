package dev.forebay.kinesis;

/**
 * Brings streams and consumers out of the states that they pass through: what was begun is a row, so that a start goes on with what a
 * stop or a crash interrupted.
 */
final class StreamStates {
    private final StreamCatalog catalog;
    private final Environment environment;
    private volatile boolean stopped;

    StreamStates(StreamCatalog catalog, Environment environment) {
        this.catalog = catalog;
        this.environment = environment;
    }

    /** Goes on with what was under way. */
    void recover() {
        for (Stream stream : catalog.all()) {
            if (stream.record().status() != StreamStatus.ACTIVE) {
                settleLater(stream);
            }
            stream.consumers().all().values().stream().filter(consumer -> consumer.status() != ConsumerRecord.Status.ACTIVE)
                    .forEach(consumer -> settleLater(stream, consumer.name()));
        }
    }

    void stop() {
        stopped = true;
    }

    /** Ends what is under way with a stream, after a while. */
    void settleLater(Stream stream) {
        later(() -> {
            if (stream.record().status() == StreamStatus.DELETING) {
                catalog.delete(stream);
            } else {
                stream.partition().decide(changes -> {
                    if (!stream.isGone()) {
                        stream.endChange(changes, environment.now());
                    }
                    return null;
                });
            }
        });
    }

    /** Ends what is under way with a consumer, after a while. */
    void settleLater(Stream stream, String consumer) {
        later(() -> stream.partition().decide(changes -> {
            if (!stream.isGone()) {
                stream.consumers().find(consumer).ifPresent(record -> {
                    if (record.status() == ConsumerRecord.Status.DELETING) {
                        stream.consumers().remove(changes, record);
                    } else {
                        stream.consumers().put(changes, record.with(ConsumerRecord.Status.ACTIVE));
                    }
                });
            }
            return null;
        }));
    }

    private void later(Runnable task) {
        environment.timers().at(environment.now() + environment.config().stateChange().toMillis(), () -> {
            if (!stopped) {
                task.run();
            }
        });
    }
}

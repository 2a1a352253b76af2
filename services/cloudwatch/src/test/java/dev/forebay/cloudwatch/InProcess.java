package dev.forebay.cloudwatch;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.CloudWatchHarness;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** CloudWatch in this process, on a store in memory, at a time that the test owns. */
final class InProcess implements CloudWatchHarness {
    private static final int ENDLESS = 10_000_000;

    final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock();
    private final int maxMetrics;
    private ManualTimers timers = new ManualTimers(clock);
    private CloudWatchService service;

    InProcess() {
        this(10_000);
    }

    InProcess(int maxMetrics) {
        this.maxMetrics = maxMetrics;
        service = openService();
    }

    private CloudWatchService openService() {
        return CloudWatchService.open(Partitions.open(store), clock, timers, maxMetrics);
    }

    /** What a restart does: everything in memory is lost, everything in the store is found again. */
    void reopen() {
        service.close();
        timers.close();
        timers = new ManualTimers(clock);
        service = openService();
    }

    @Override
    public CloudWatchClient client(Caller caller) {
        return service.client(caller);
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    @Override
    public void pass(Duration time) {
        clock.advance(time);
        timers.run(ENDLESS);
    }

    @Override
    public void close() {
        service.close();
        timers.close();
        store.close();
    }
}

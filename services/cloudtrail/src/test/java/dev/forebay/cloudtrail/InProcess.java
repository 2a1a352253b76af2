package dev.forebay.cloudtrail;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.CloudTrailHarness;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/** CloudTrail in this process, on a store in memory, at a time that the test owns; it is told of calls that nobody made. */
final class InProcess implements CloudTrailHarness {

    private static final int ENDLESS = 10_000_000;

    final MemoryStore store = new MemoryStore();
    final ManualClock clock = new ManualClock();
    private final CloudTrailConfig config;
    private final Optional<Folder> folder;
    private ManualTimers timers = new ManualTimers(clock);
    private CloudTrailService service;

    InProcess() {
        this(CloudTrailConfig.defaults(), Optional.empty());
    }

    InProcess(CloudTrailConfig config, Optional<Folder> folder) {
        this.config = config;
        this.folder = folder;
        service = openService();
    }

    private CloudTrailService openService() {
        return CloudTrailService.open(config, Partitions.open(store), new CloudTrailService.Outside(Calls.VAULT, clock, timers, new Random(1), folder, Calls::key));
    }

    /** What a restart does: everything in memory is lost, everything in the store is found again. */
    void reopen() {
        service.close();
        timers.close();
        timers = new ManualTimers(clock);
        service = openService();
    }

    void record(ApiCall call) {
        service.record(call);
    }

    @Override
    public CloudTrailClient client(Caller caller) {
        return service.client(caller);
    }

    @Override
    public void createTopic(Caller caller, String name) {
        service.record(Calls.createTopic(caller, name));
    }

    @Override
    public void listTopics(Caller caller) {
        service.record(Calls.listTopics(caller));
    }

    @Override
    public void missTopic(Caller caller, String name) {
        service.record(Calls.missTopic(caller, name));
    }

    @Override
    public void publish(Caller caller, String topic, String message) {
        service.record(Calls.publish(caller, topic, message));
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

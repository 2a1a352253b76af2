package dev.forebay.kinesis;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.time.Duration;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Kinesis in this process, on a store in memory, at a time that the test owns. */
final class InProcess implements AutoCloseable {
    static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);

    private static final int ENDLESS = 10_000_000;

    final MemoryStore store = new MemoryStore();
    final FakeKms kms = new FakeKms();
    final ManualClock clock = new ManualClock();
    ManualTimers timers = new ManualTimers(clock);
    private final KinesisConfig config;
    private KinesisService service;

    InProcess() {
        this(KinesisConfig.defaults());
    }

    InProcess(KinesisConfig config) {
        this.config = config;
        service = openService();
    }

    private KinesisService openService() {
        return KinesisService.open(config, Partitions.open(store), clock, timers, kms::client);
    }

    /** What a restart does: everything in memory is lost, everything in the store is found again. */
    void reopen() {
        service.close();
        timers.close();
        timers = new ManualTimers(clock);
        service = openService();
    }

    KinesisService service() {
        return service;
    }

    KinesisClient client() {
        return service.client(CALLER);
    }

    /** Makes a stream and waits until it is ACTIVE. */
    Stream stream(String name, int shards) {
        client().createStream(request -> request.streamName(name).shardCount(shards));
        pass(Duration.ofSeconds(1));
        return find(name);
    }

    Stream find(String name) {
        return service.catalog().find(new StreamId(AccountId.DEFAULT, Region.DEFAULT, new StreamName(name)));
    }

    void pass(Duration time) {
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

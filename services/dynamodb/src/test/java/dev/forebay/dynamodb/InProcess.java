package dev.forebay.dynamodb;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.DynamoHarness;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB in this process, on a store in memory, at a time that the test owns. */
final class InProcess implements DynamoHarness {
    private static final int ENDLESS = 10_000_000;

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock();
    private final long ledgerBytes;
    private ManualTimers timers = new ManualTimers(clock);
    private DynamoDbService service;

    InProcess() {
        this(2 << 20);
    }

    /** With ledgers that keep so much of what is durable; with none, every decision is prepared from the store. */
    InProcess(long ledgerBytes) {
        this.ledgerBytes = ledgerBytes;
        service = openService();
    }

    private DynamoDbService openService() {
        return DynamoDbService.open(Partitions.open(store), clock, timers, partition -> new Ledger(partition, ledgerBytes));
    }

    /** What a restart does: everything in memory is lost, everything in the store is found again. */
    void reopen() {
        service.close();
        timers.close();
        timers = new ManualTimers(clock);
        service = openService();
    }

    DynamoDbService service() {
        return service;
    }

    @Override
    public DynamoDbClient client(Caller caller) {
        return service.client(caller);
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

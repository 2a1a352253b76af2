package dev.forebay.kms;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.store.Store;
import dev.forebay.testkit.KmsHarness;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.Vault;
import java.security.SecureRandom;
import java.time.Duration;
import software.amazon.awssdk.services.kms.KmsClient;

/** KMS in this process, on a store in memory, at a time that the test owns. */
final class InProcess implements KmsHarness {
    private static final int ENDLESS = 10_000_000;

    final ManualClock clock = new ManualClock();
    private final Store store;
    private final Vault vault = AesVault.inMemory();
    private ManualTimers timers = new ManualTimers(clock);
    private KmsService service;

    InProcess() {
        this(new MemoryStore());
    }

    InProcess(Store store) {
        this.store = store;
        service = openService();
    }

    private KmsService openService() {
        return KmsService.open(Partitions.open(store), vault, clock, timers, new SecureRandom());
    }

    KmsService service() {
        return service;
    }

    /** What a restart does: everything in memory is lost, everything in the store is found again. */
    void reopen() {
        service.close();
        timers.close();
        timers = new ManualTimers(clock);
        service = openService();
        timers.run(ENDLESS);
    }

    @Override
    public KmsClient client(Caller caller) {
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

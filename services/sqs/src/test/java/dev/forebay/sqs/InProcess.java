package dev.forebay.sqs;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.store.Scan;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import dev.forebay.testkit.SqsHarness;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SQS in this process, on a store in memory, at a time that the test owns. */
final class InProcess implements SqsHarness {
    /** So small that next to nothing stays in memory and all is loaded from the store. */
    static final long NO_CACHE = 0;

    private static final int ENDLESS = 10_000_000;

    final MemoryStore store = new MemoryStore();
    final FakeKms kms = new FakeKms();
    final ManualClock clock = new ManualClock();
    ManualTimers timers = new ManualTimers(clock);
    private SqsConfig config;
    private SqsService service;

    InProcess() {
        this(SqsConfig.defaults());
    }

    InProcess(SqsConfig config) {
        this.config = config;
        service = openService();
    }

    /** With a cache of so many bytes. */
    static InProcess withCache(long bytes) {
        return new InProcess(new SqsConfig(Optional.empty(), false, true, bytes));
    }

    private SqsService openService() {
        return SqsService.open(config, Partitions.open(store), clock, timers, new SqsService.Outside(new Random(1), kms::client));
    }

    /** What a restart does: everything in memory is lost, everything in the store is found again. */
    void reopen() {
        service.close();
        timers.close();
        timers = new ManualTimers(clock);
        service = openService();
    }

    /** The same with another cache. */
    void reopen(long cacheBytes) {
        config = new SqsConfig(config.queueUrlBase(), config.fifoThrottles(), config.namesRest(), cacheBytes);
        reopen();
    }

    /** How many rows all messages of all queues have in the store. */
    int rowsOfMessages() {
        int rows = 0;
        for (Partition partition : Partitions.open(store).all()) {
            for (byte table : Tables.CONTENTS) {
                try (Scan scan = store.scan(Keys.of(partition.number(), table), Keys.of(partition.number(), (byte) (table + 1)))) {
                    while (scan.next()) {
                        rows++;
                    }
                }
            }
        }
        return rows;
    }

    SqsService service() {
        return service;
    }

    /** Acts for a caller; goes on to work after {@link #reopen}. */
    @Override
    public SqsClient client(Caller caller) {
        return (SqsClient) java.lang.reflect.Proxy.newProxyInstance(
                SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, arguments) -> {
                    try {
                        return method.isDefault() && method.getParameterTypes().length == 1
                                        && method.getParameterTypes()[0] == java.util.function.Consumer.class
                                ? java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments)
                                : method.invoke(service.client(caller), arguments);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public KmsClient kms(Caller caller) {
        return kms.client(caller);
    }

    @Override
    public void pass(Duration time) {
        clock.advance(time);
        timers.run(ENDLESS);
    }

    /** Waits until so many timers are set: a long poll that is about to park has set one. */
    void awaitTimers(int count) {
        while (timers.size() < count) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        service.close();
        timers.close();
        store.close();
    }
}

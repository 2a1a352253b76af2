package dev.forebay.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.store.Scan;
import dev.forebay.store.StepStore;
import dev.forebay.store.Store;
import dev.forebay.testkit.CrashingStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

class CloudWatchTest {
    private static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);

    @Test
    void howOftenSomethingIsPutForAMinuteCostsNothing() {
        try (InProcess cloudwatch = new InProcess()) {
            for (int i = 0; i < 1_000; i++) {
                put(cloudwatch.client(CALLER), "m", i);
            }

            assertThat(rows(cloudwatch.store)).isEqualTo(1);
            assertThat(sum(cloudwatch.client(CALLER), "m", cloudwatch.now().toEpochMilli())).isEqualTo(499_500);
        }
    }

    @Test
    void whatWasPutIsThereAfterARestartAndMoreIsAdded() {
        try (InProcess cloudwatch = new InProcess()) {
            put(cloudwatch.client(CALLER), "m", 1);
            cloudwatch.reopen();
            put(cloudwatch.client(CALLER), "m", 2);
            cloudwatch.reopen();

            assertThat(sum(cloudwatch.client(CALLER), "m", cloudwatch.now().toEpochMilli())).isEqualTo(3);
            assertThat(cloudwatch.client(CALLER).listMetrics().metrics()).hasSize(1);
        }
    }

    @Test
    void anAccountHasSoManyMetricsAndNoMore() {
        try (InProcess cloudwatch = new InProcess(2)) {
            CloudWatchClient client = cloudwatch.client(CALLER);
            put(client, "a", 1);
            put(client, "b", 1);
            assertThatThrownBy(() -> put(client, "c", 1)).isInstanceOf(LimitExceededException.class).hasMessageContaining("2 metrics");
            put(client, "a", 1);
            put(cloudwatch.client(Caller.root(new AccountId("222222222222"), Region.DEFAULT)), "c", 1);

            assertThat(client.listMetrics().metrics()).hasSize(2);
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesCrashes() {
        for (long seed = 0; seed < 200; seed++) {
            crashAtRandom(new Random(seed), seed);
        }
    }

    /** The sum is what was acknowledged, or more by what was under way when it crashed. */
    private static void crashAtRandom(Random random, long seed) {
        ManualClock clock = new ManualClock();
        StepStore durable = new StepStore();
        double acknowledged = 0;
        for (int life = 0; life < 5; life++) {
            CrashingStore store = new CrashingStore(durable);
            CloudWatchService service = CloudWatchService.open(Partitions.open(store), clock, new ManualTimers(clock));
            store.crashAfter(random.nextInt(10));
            double underWay = 0;
            try {
                while (true) {
                    underWay = 1 + random.nextInt(100);
                    put(service.client(CALLER), "m", underWay);
                    acknowledged += underWay;
                }
            } catch (CrashingStore.Crash crash) {
                durable = durable.crash(random.nextInt(durable.pending() + 1));
            }
            CloudWatchService after = CloudWatchService.open(Partitions.open(durable), clock, new ManualTimers(clock));
            double found = sum(after.client(CALLER), "m", clock.millis());
            assertThat(found).as("seed %d life %d", seed, life).isIn(acknowledged, acknowledged + underWay);
            acknowledged = found;
        }
    }

    @Test
    void aPageHasItsShareOfAllResults() {
        DataPage page = new DataPage(3, 4);

        assertThat(page.cut(2)).isEmpty();
        assertThat(page.cut(3)).contains(new DataPage.Cut(1, 3));
        assertThat(page.cut(0)).contains(new DataPage.Cut(0, 0));
        assertThat(page.cut(5)).contains(new DataPage.Cut(0, 2));
        assertThat(page.cut(0)).isEmpty();
        assertThat(page.next()).contains(7L);
    }

    private static void put(CloudWatchClient client, String name, double value) {
        client.putMetricData(r -> r.namespace("App").metricData(MetricDatum.builder().metricName(name).value(value).build()));
    }

    private static double sum(CloudWatchClient client, String name, long now) {
        return client.getMetricStatistics(r -> r.namespace("App").metricName(name).period(60).statistics(Statistic.SUM)
                        .startTime(java.time.Instant.ofEpochMilli(now - 600_000)).endTime(java.time.Instant.ofEpochMilli(now + 60_000)))
                .datapoints().stream().mapToDouble(one -> one.sum()).sum();
    }

    private static int rows(MemoryStore store) {
        int rows = 0;
        for (var partition : Partitions.open((Store) store).all()) {
            try (Scan scan = store.scan(Keys.of(partition.number(), Tables.DATA), Keys.of(partition.number(), (byte) (Tables.DATA + 1)))) {
                while (scan.next()) {
                    rows++;
                }
            }
        }
        return rows;
    }
}

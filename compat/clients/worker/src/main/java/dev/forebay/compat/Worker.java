package dev.forebay.compat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.StreamIdentifier;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.processor.SingleStreamTracker;

/**
 * A KCL application as anybody would write it, in a process of its own: it reads a stream from its beginning and writes what
 * happens into a journal. When its standard input ends it hands its leases over and ends too, so it never outlives a test.
 */
public final class Worker {
    private static final int SECONDS_TO_HAND_OVER = 30;
    private static final long POLL_PARENTS_MILLIS = 500;
    private static final long DISPATCH_MILLIS = 200;
    private static final long METRICS_MILLIS = 1000;

    private final WorkerPlan plan;
    private final Journal journal;
    private final ConfigsBuilder configs;

    private Worker(WorkerPlan plan, Journal journal, Aws aws) {
        this.plan = plan;
        this.journal = journal;
        this.configs = new ConfigsBuilder(
                new SingleStreamTracker(StreamIdentifier.singleStreamInstance(plan.stream()),
                        InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON)),
                plan.application(), aws.kinesis(), aws.dynamodb(), aws.cloudwatch(), plan.worker(), () -> new Reader(journal));
    }

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        WorkerPlan plan = WorkerPlan.fromSystemProperties();
        try (Journal journal = new Journal(plan.journal(), plan.worker())) {
            new Worker(plan, journal, new Aws(plan)).run();
        }
        System.exit(0);
    }

    private void run() throws IOException {
        Scheduler scheduler = scheduler();
        Thread.ofPlatform().daemon().name("scheduler").start(scheduler);
        journal.write("UP");
        System.in.transferTo(OutputStream.nullOutputStream());
        journal.write("LEAVING");
        leave(scheduler);
        journal.write("GONE");
    }

    private static void leave(Scheduler scheduler) throws IOException {
        try {
            scheduler.startGracefulShutdown().get(SECONDS_TO_HAND_OVER, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("no orderly end", e);
        }
    }

    private Scheduler scheduler() {
        return new Scheduler(configs.checkpointConfig(), coordinator(), Haste.of(configs.leaseManagementConfig()),
                configs.lifecycleConfig(), metrics(), configs.processorConfig(), plan.retrieval().of(configs, plan.stream()));
    }

    private CoordinatorConfig coordinator() {
        return configs.coordinatorConfig().parentShardPollIntervalMillis(POLL_PARENTS_MILLIS)
                .shardConsumerDispatchPollIntervalMillis(DISPATCH_MILLIS);
    }

    private MetricsConfig metrics() {
        return configs.metricsConfig().metricsBufferTimeMillis(METRICS_MILLIS);
    }
}

package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testkit.DiskSearch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A server is ended again and again under load, by SIGKILL or SIGTERM, at a moment drawn from a seed; after the last end
 * everything is taken out. What was answered must hold: {@link CrashLedger} and {@link CrashWitness} say what that is.
 *
 * <p>bin/crash-test runs more cycles, or a seed again. A seed repeats what is sent and when the end comes, not how
 * threads race.
 */
class CrashTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int CYCLES = Integer.getInteger("cycles", 20);
    private static final int LONELY_CYCLES = Math.ceilDiv(CYCLES, 4);
    private static final int ORDERLY_CYCLES = Math.ceilDiv(CYCLES, 7);

    private static final int FEWEST_ANSWERS = 100;
    private static final int MOST_ANSWERS = 1_200;
    /** 128 and SIGTERM's number. */
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final CrashWitness witness = new CrashWitness();
    private CrashScene scene;
    private int cutShort;

    @Test
    void whatWasAnsweredOutlivesSigkill() throws Exception {
        run(CYCLES, false);
    }

    @Test
    void whatWasAnsweredOutlivesSigtermAndSoDoWhatWasReceivedLazily() throws Exception {
        run(ORDERLY_CYCLES, true);
    }

    /** Under load a change rides on the next one's commit; alone it must see to itself. */
    @Test
    void whatWasAnsweredOutlivesSigkillWhereNothingElseIsWritten() throws Exception {
        for (int cycle = 0; cycle < LONELY_CYCLES; cycle++) {
            try (CrashServer server = start()) {
                SqsClient sqs = CrashClient.of(server.endpoint());
                witness.requirePromisesKept(sqs);
                witness.getPromises(sqs, cycle);
                server.kill();
            }
        }
        try (CrashServer server = start()) {
            witness.requirePromisesKept(CrashClient.of(server.endpoint()));
        }
    }

    private void run(int cycles, boolean orderly) throws Exception {
        int cycle = 0;
        try {
            for (; cycle < cycles; cycle++) {
                live(cycle, orderly);
            }
            scene.requireSealed(new DiskSearch(folder.resolve("data")), orderly);
            takeEverythingOut(cycle, orderly);
        } catch (Exception | AssertionError failed) {
            throw new AssertionError("seed %d, cycle %d: %s".formatted(SEED, cycle, failed.getMessage()), failed);
        }
        System.out.printf("seed %d: %d ends by %s, %d requests cut short%n%s",
                SEED, cycles, orderly ? "SIGTERM" : "SIGKILL", cutShort, scene.summary());
        scene.requireWorkDone();
        assertThat(cutShort).as("requests that an end cut short").isGreaterThanOrEqualTo(cycles);
    }

    /** One start of the server, from the look at what it found to its end under load. */
    private void live(int cycle, boolean orderly) throws Exception {
        try (CrashServer server = start()) {
            URI endpoint = server.endpoint();
            SqsClient sqs = CrashClient.of(endpoint);
            look(sqs, endpoint, orderly);
            CrashLoad load = new CrashLoad(scene.workers(), endpoint, cycle);
            load.awaitAnswers(FEWEST_ANSWERS + random.nextInt(MOST_ANSWERS - FEWEST_ANSWERS));
            witness.getPromises(sqs, cycle);
            load.serverEnds();
            if (orderly) {
                server.terminate();
                assertThat(server.exitCode()).as(server.errors()).isEqualTo(TERMINATED);
            } else {
                server.kill();
            }
            load.join();
            cutShort += load.cutShort();
            assertThat(server.complaints()).as("on standard error").isEmpty();
        }
    }

    private void look(SqsClient sqs, URI endpoint, boolean orderly) {
        if (scene == null) {
            scene = new CrashScene(sqs, CrashClient.newKey(endpoint), random);
        }
        scene.requireHonestCounts(sqs);
        if (orderly) {
            witness.requireReceivesKept(sqs);
        }
        witness.requirePromisesKept(sqs);
    }

    private void takeEverythingOut(int cycle, boolean orderly) throws Exception {
        try (CrashServer server = start()) {
            URI endpoint = server.endpoint();
            SqsClient sqs = CrashClient.of(endpoint);
            look(sqs, endpoint, orderly);
            witness.requireHeldComeBack(sqs);
            scene.requireNothingLost(endpoint, cycle);
        }
    }

    private CrashServer start() throws IOException {
        return new CrashServer(folder, folder.resolve("data"));
    }
}

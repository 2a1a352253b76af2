package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.forebay.store.Store.Urgency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On a volume of 96 MiB. Needs the right to mount one; skipped without. */
class FullDiskTest {
    private static final int VALUE = 20_000;

    private Path volume;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        volume = Files.createTempDirectory("forebay-volume");
        mounted = run("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", volume.toString());
        assumeTrue(mounted, "a small volume cannot be mounted here (needs root on Linux)");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", volume.toString());
        }
        Files.delete(volume);
    }

    static List<Apart> layouts() {
        return List.of(Apart.NONE, new Apart(0, StoreContract.key(0)[0]));
    }

    private Store open(Apart apart) {
        return RocksStore.open(StoreConfig.of(volume.resolve("store")).withApart(apart), failure -> fail("the store failed", failure));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    @Timeout(120) // only against hanging for ever
    void aFullVolumeStopsGrowthAndRecoversOnceItsContentIsDeleted(Apart apart) {
        try (Store store = open(apart)) {
            for (int round = 0; round < 5; round++) {
                int stored = fill(store);
                assertThat(stored * (long) VALUE).as("round %d", round).isGreaterThan(round == 0 ? 20 << 20 : 0);
                for (int i = 0; i < stored; i++) {
                    store.submit(new Batch().delete(StoreContract.key(i)), Urgency.SOON);
                }
                awaitSpace(store);
            }
        }
    }

    /** Neighbours in time lie in one file, and only some of them go. */
    @ParameterizedTest
    @MethodSource("layouts")
    @Timeout(120)
    void aFullVolumeRecoversOnceMostOfItsContentIsDeleted(Apart apart) {
        try (Store store = open(apart)) {
            int stored = fill(store);
            for (int i = 0; i < stored; i++) {
                if (i % 3 > 0) {
                    store.submit(new Batch().delete(StoreContract.key(i)), Urgency.SOON);
                }
            }
            awaitSpace(store);
            for (int i = 0; i < stored; i += 3) {
                assertThat(store.get(StoreContract.key(i))).isPresent();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    @Timeout(120)
    void aFullVolumeRecoversOnceARangeIsDeleted(Apart apart) {
        try (Store store = open(apart)) {
            int stored = fill(store);
            store.submit(new Batch().deleteRange(StoreContract.key(0), StoreContract.key(stored)), Urgency.NOW);
            awaitSpace(store);
        }
    }

    private static int fill(Store store) {
        Random random = new Random(1);
        byte[] value = new byte[VALUE];
        for (int i = 0; ; i++) {
            try {
                store.requireSpace();
            } catch (StoreFull full) {
                return i;
            }
            random.nextBytes(value);
            store.await(store.submit(new Batch().put(StoreContract.key(i), value.clone()), Urgency.NOW));
        }
    }

    /** As clients do that are refused: they try again. */
    private static void awaitSpace(Store store) {
        while (true) {
            try {
                store.requireSpace();
                return;
            } catch (StoreFull full) {
                store.await(store.submit(new Batch(), Urgency.SOON));
                Thread.yield();
            }
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().transferTo(System.out);
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }
}

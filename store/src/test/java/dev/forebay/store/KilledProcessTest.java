package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.store.Store.Urgency;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process in the middle of its work, several times on the same directory, and looks what is there. */
class KilledProcessTest {
    private static final int LIVES = 4;
    private static final int WRITERS = 8;

    @Test
    void whatAKilledProcessAcknowledgedIsThere(@TempDir Path directory) throws Exception {
        List<Long> acknowledged = new ArrayList<>();
        Random random = new Random(5);
        for (int life = 0; life < LIVES; life++) {
            acknowledged.addAll(liveAndDie(directory, life, 200 + random.nextInt(3000)));
            try (Store store = RocksStore.open(directory, failure -> {})) {
                for (long key : acknowledged) {
                    assertThat(store.get(StoreContract.key(key))).as("life %d, key %d", life, key).isPresent();
                }
            }
        }
        assertThat(StoreCheck.of(directory).entries()).isGreaterThanOrEqualTo(acknowledged.size());
    }

    private static List<Long> liveAndDie(Path directory, int life, int acknowledgements) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp", System.getProperty("java.class.path"),
                        Writers.class.getName(), directory.toString(), Integer.toString(life))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> seen = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(".")) { // the last line may be cut
                    seen.add(Long.parseLong(line.substring(0, line.length() - 1)));
                }
                if (seen.size() == acknowledgements) {
                    process.toHandle().destroyForcibly(); // unlike Process, leaves the rest to be read
                }
            }
        }
        process.waitFor();
        assertThat(seen).hasSizeGreaterThanOrEqualTo(acknowledgements);
        return seen;
    }

    /** The process that is killed: prints each key once its commit is durable. */
    static final class Writers {
        private Writers() {}

        public static void main(String[] args) {
            long life = Long.parseLong(args[1]);
            Store store = RocksStore.open(Path.of(args[0]), failure -> Runtime.getRuntime().halt(1));
            for (int w = 0; w < WRITERS; w++) {
                long first = (life * WRITERS + w) << 32;
                Thread.ofPlatform().start(() -> write(store, first, System.out));
            }
        }

        private static void write(Store store, long first, PrintStream out) {
            Random random = new Random(first);
            for (long key = first; ; key++) {
                byte[] value = new byte[random.nextInt(3000)];
                Batch batch = new Batch().put(StoreContract.key(key), value).putLatest(StoreContract.key(-1), value);
                store.await(store.submit(batch, Urgency.NOW));
                out.println(key + ".");
            }
        }
    }
}

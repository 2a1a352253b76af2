package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.store.Store.Urgency;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store does with files that are not what it wrote. */
class DamageTest {
    private static final int COMMITS = 40;

    @TempDir
    Path temp;

    private Path crashed;
    private Path log;
    /** Where in the log each commit ends. */
    private final long[] ends = new long[COMMITS + 1];

    /** A store that was killed after 40 commits, one of which crosses several blocks of the log. */
    @BeforeEach
    void killAStore() throws IOException {
        Path live = temp.resolve("live");
        crashed = temp.resolve("crashed");
        try (Store store = RocksStore.open(live, failure -> {})) {
            for (int i = 1; i <= COMMITS; i++) {
                store.await(store.submit(new Batch().put(StoreContract.key(i), value(i)), Urgency.NOW));
                ends[i] = Files.size(Disk.files(live, ".log").getLast());
            }
            Disk.copy(live, crashed);
        }
        log = Disk.files(crashed, ".log").getLast();
    }

    private static byte[] value(int number) {
        byte[] value = new byte[number == 20 ? 70_000 : 600];
        new Random(number).nextBytes(value);
        return value;
    }

    @Test
    void aLogThatWasCutShortKeepsEveryCompleteCommit() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 60; round++) {
            long size = round < 30 ? ends[COMMITS] - 1 - round : random.nextLong(ends[COMMITS]);
            Path copy = copyOfCrashed();
            Disk.truncate(copy.resolve("db").resolve(log.getFileName()), size);
            assertThat(keys(copy)).as("cut at %d", size).hasSize(completeAt(size));
            assertThat(keys(copy)).as("cut at %d, opened again", size).hasSize(completeAt(size));
            Disk.remove(copy);
        }
    }

    @Test
    void zerosInPlaceOfAnUnfinishedCommitAreCutOff() throws IOException {
        try (var file = Files.newByteChannel(log, StandardOpenOption.WRITE)) {
            file.truncate(ends[COMMITS - 1]);
            file.position(ends[COMMITS] + 100_000).write(ByteBuffer.wrap(new byte[] {0}));
        }
        assertThat(keys(crashed)).hasSize(COMMITS - 1);
    }

    @Test
    void aFlippedBitBeforeTheLastCommitIsRefusedNamingTheFile() throws IOException {
        Random random = new Random(2);
        for (int round = 0; round < 300; round++) {
            long at = round % 3 == 0 ? headerOf(1 + random.nextInt(COMMITS - 1), random) : random.nextLong(8 * ends[COMMITS - 1]);
            flipped(at, () -> assertThatThrownBy(() -> WalCheck.check(crashed.resolve("db")))
                    .as("bit %d", at)
                    .isInstanceOf(StoreDamaged.class)
                    .hasMessageContaining(log.getFileName().toString()));
        }
    }

    @Test
    void aDamagedLogKeepsTheStoreFromOpeningAndIsNotTouched() throws IOException {
        Disk.flip(log, 8 * ends[7] + 8 * 5);
        byte[] before = Files.readAllBytes(log);
        assertThatThrownBy(() -> keys(crashed)).isInstanceOf(StoreDamaged.class).hasMessageContaining(log.toString());
        assertThatThrownBy(() -> StoreCheck.of(crashed)).isInstanceOf(StoreDamaged.class);
        assertThat(Files.readAllBytes(log)).isEqualTo(before);
        Disk.flip(log, 8 * ends[7] + 8 * 5);
        assertThat(keys(crashed)).hasSize(COMMITS);
    }

    @Test
    void aFlippedBitInTheLastCommitNeverCostsAnEarlierOne() throws IOException {
        Random random = new Random(3);
        for (int round = 0; round < 40; round++) {
            long at = 8 * ends[COMMITS - 1] + (round < 20 ? random.nextInt(56) : random.nextLong(8 * (ends[COMMITS] - ends[COMMITS - 1])));
            Path copy = copyOfCrashed();
            Disk.flip(copy.resolve("db").resolve(log.getFileName()), at);
            try {
                assertThat(keys(copy)).as("bit %d", at).hasSize(COMMITS - 1);
            } catch (StoreDamaged refused) {
                assertThat(refused).hasMessageContaining(log.getFileName().toString());
            }
            Disk.remove(copy);
        }
    }

    @Test
    void anOlderLogThatEndsWithinACommitIsDamage() throws IOException {
        Disk.truncate(log, ends[COMMITS] - 5);
        Files.createFile(log.resolveSibling("999999.log"));
        assertThatThrownBy(() -> keys(crashed)).isInstanceOf(StoreDamaged.class).hasMessageContaining(log.toString());
    }

    @Test
    void aFlippedBitInATableIsReportedNamingTheFileWhenItIsRead() throws IOException {
        assertThat(keys(crashed)).hasSize(COMMITS);
        Path table = Disk.files(crashed, ".sst").getLast();
        Disk.flip(table, 8 * 4000);
        assertThatThrownBy(() -> keys(crashed))
                .isInstanceOf(StoreDamaged.class)
                .hasMessageContaining(table.getFileName().toString());
        assertThatThrownBy(() -> StoreCheck.of(crashed))
                .isInstanceOf(StoreDamaged.class)
                .hasMessageContaining(table.getFileName().toString());
    }

    @Test
    void aFlippedBitInALargeValueIsReportedWhenItIsRead() throws IOException {
        Path large = crashed.resolveSibling("large");
        StoreConfig config = StoreConfig.of(large).withApart(new Apart(0, (byte) 1));
        try (RocksStore store = RocksStore.open(config, _ -> {})) {
            store.await(store.submit(new Batch().put(new byte[] {1}, new byte[1 << 20]), Store.Urgency.NOW));
        }
        Path blob = Disk.files(large, ".blob").getLast();
        Disk.flip(blob, 8 * 2000);
        try (RocksStore store = RocksStore.open(config, _ -> {})) {
            try (Scan scan = store.scan(new byte[] {1}, new byte[] {2})) {
                assertThatThrownBy(scan::next).isInstanceOf(StoreDamaged.class).hasMessageContaining(large.toString());
            }
        }
        assertThatThrownBy(() -> StoreCheck.of(large)).isInstanceOf(StoreDamaged.class).hasMessageContaining(large.toString());
    }

    @Test
    void aFlippedBitInTheManifestIsRefusedNamingTheFile() throws IOException {
        assertThat(keys(crashed)).hasSize(COMMITS);
        Path manifest;
        try (var files = Files.list(crashed.resolve("db"))) {
            manifest = files.filter(f -> f.getFileName().toString().startsWith("MANIFEST")).findFirst().orElseThrow();
        }
        Disk.flip(manifest, 8 * 20);
        assertThatThrownBy(() -> keys(crashed)).isInstanceOf(StoreDamaged.class).hasMessageContaining("MANIFEST");
    }

    @Test
    void aSoundStoreIsFoundSound() {
        assertThat(StoreCheck.of(crashed).entries()).isEqualTo(COMMITS);
        keys(crashed);
        assertThat(StoreCheck.of(crashed).entries()).isEqualTo(COMMITS);
    }

    private long headerOf(int commit, Random random) {
        return 8 * ends[commit - 1] + random.nextInt(56);
    }

    private int completeAt(long size) {
        int complete = 0;
        while (complete < COMMITS && ends[complete + 1] <= size) {
            complete++;
        }
        return complete;
    }

    private Path copyOfCrashed() throws IOException {
        Path copy = temp.resolve("copy");
        Disk.copy(crashed, copy);
        return copy;
    }

    private void flipped(long bit, Runnable check) throws IOException {
        Disk.flip(log, bit);
        check.run();
        Disk.flip(log, bit);
    }

    private static Map<Long, Integer> keys(Path directory) {
        Map<Long, Integer> found = new TreeMap<>();
        try (Store store = RocksStore.open(directory, failure -> {});
                Scan scan = store.scan(StoreContract.key(0), StoreContract.key(COMMITS + 1))) {
            while (scan.next()) {
                int number = (int) StoreContract.number(scan.key());
                assertThat(scan.value()).isEqualTo(value(number));
                found.put((long) number, number);
            }
        }
        return found;
    }
}

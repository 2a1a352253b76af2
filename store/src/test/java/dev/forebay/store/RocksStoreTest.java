package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.store.Store.Urgency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreTest extends SharedStoreContract {
    @TempDir
    Path directory;

    @Override
    Store create() {
        return open(config());
    }

    StoreConfig config() {
        return StoreConfig.of(directory);
    }

    private static Store open(StoreConfig config) {
        return RocksStore.open(config, failure -> {
            throw new AssertionError("the store failed", failure);
        });
    }

    @Test
    void whatLiesApartStaysSo() {
        store.close();
        StoreConfig other = config().withApart(new Apart(5, (byte) 5));
        assertThatThrownBy(() -> open(other)).isInstanceOf(StoreFormatUnknown.class).hasMessageContaining("apart 5:05");
        store = create();
    }

    @Test
    void whatWasSetOnceAndRemovedOnceStaysGoneThroughFlushesAndRestarts() {
        for (int i = 0; i < 20_000; i++) {
            store.submit(new Batch().put(key(i), value(i)), Urgency.SOON);
            if (i >= 100) {
                store.submit(new Batch().deleteOnce(key(i - 100)), Urgency.SOON);
            }
        }
        store.close();
        store = create();

        assertThat(entries(key(0), key(30_000)).keySet()).hasSize(100).allMatch(number -> number >= 19_900);
    }

    @Test
    void everythingIsThereAfterReopening() {
        TreeMap<Long, Long> expected = new TreeMap<>();
        Random random = new Random(7);
        for (int life = 0; life < 5; life++) {
            for (int i = 0; i < 50; i++) {
                store.submit(RandomBatch.next(random, expected), i % 2 == 0 ? Urgency.NOW : Urgency.SOON);
            }
            store.close();
            store = create();
            assertThat(entries(key(0), key(RandomBatch.KEYS))).isEqualTo(expected);
        }
    }

    @Test
    void commitNumbersBeginAnewAfterReopening() {
        commit(filled(1, 1));
        store.close();
        store = create();
        assertThat(store.durable()).isZero();
        assertThat(commit(filled(2, 2))).isEqualTo(1);
    }

    @Test
    void aSecondStoreInTheSameDirectoryIsRefused() {
        assertThatThrownBy(this::create)
                .isInstanceOf(StoreInUse.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        commit(filled(1, 1));
    }

    @Test
    void aNewerFormatIsRefusedByName() throws IOException {
        store.close();
        Files.writeString(directory.resolve("format"), "forebay-store 3\n");
        assertThatThrownBy(this::create)
                .isInstanceOf(StoreFormatUnknown.class)
                .hasMessageContaining("forebay-store 3")
                .hasMessageContaining("forebay-store 2");
        Files.writeString(directory.resolve("format"), StoreDirectory.FORMAT + config().apart().text());
        store = create();
    }

    @Test
    void aMissingFormatFileIsDamageAndNoInvitationToStartAfresh() throws IOException {
        store.close();
        Files.delete(directory.resolve("format"));
        assertThatThrownBy(this::create).isInstanceOf(StoreDamaged.class).hasMessageContaining("format");
    }

    @Test
    void aDirectoryDeepDownIsCreated() {
        Path deep = directory.resolve("a").resolve("b").resolve("c");
        try (Store other = RocksStore.open(deep, failure -> {})) {
            other.await(other.submit(filled(1, 3), Urgency.NOW));
        }
        assertThat(StoreCheck.of(deep).entries()).isEqualTo(3);
    }

    @Test
    void aStoreThatIsOpenCannotBeChecked() {
        assertThatThrownBy(() -> StoreCheck.of(directory)).isInstanceOf(StoreInUse.class);
    }

    @Test
    void aScanLeftOpenDoesNotKeepTheStoreFromClosing() {
        commit(filled(1, 3));
        Scan scan = store.scan(key(0), key(9));
        assertThat(scan.next()).isTrue();
        store.close();
        assertThatThrownBy(scan::next).isInstanceOf(IllegalStateException.class);
        scan.close();
    }

    @Test
    void aFullVolumeRefusesGrowthAndNothingElse() {
        store.close();
        StoreConfig greedy = config().withReserveBytes(Long.MAX_VALUE);
        store = RocksStore.open(greedy, failure -> {});
        assertThatThrownBy(store::requireSpace).isInstanceOf(StoreFull.class).hasMessageContaining("reserve");
        commit(new Batch().delete(key(1)));
        assertThat(store.get(key(1))).isEmpty();
    }

    @Test
    void aFloodIsHeldBackUntilTheDiskHasCaughtUp() {
        store.submit(new Batch().put(key(1), new byte[40 << 20]), Urgency.SOON);
        store.requireSpace();
        assertThat(store.durable()).isEqualTo(1);
    }
}

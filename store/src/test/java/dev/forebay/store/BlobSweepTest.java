package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.store.Store.Urgency;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disk of large values that are not wanted any more comes back. */
class BlobSweepTest {
    private static final Apart APART = new Apart(0, (byte) 7);

    private final AtomicLong garbage = new AtomicLong();
    private final AtomicLong size = new AtomicLong();
    private final AtomicLong now = new AtomicLong();
    private final BlockingQueue<Double> sweeps = new LinkedBlockingQueue<>();
    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);
    private final BlobSweep sweep =
            new BlobSweep(() -> new BlobSweep.Blobs(size.get(), garbage.get(), room.get()), sweeps::add, now::get);

    @Test
    void halfOfMuchIsWorthASweep() throws InterruptedException {
        garbage.set(BlobSweep.LEAST_GARBAGE);
        size.set(2 * BlobSweep.LEAST_GARBAGE);
        sweep.wrote(BlobSweep.LOOK_BYTES);

        assertThat(sweeps.take()).isEqualTo(1);
    }

    @Test
    void nobodyLooksBeforeMuchIsWrittenOrAMinuteIsOver() throws InterruptedException {
        garbage.set(BlobSweep.LEAST_GARBAGE);
        size.set(BlobSweep.LEAST_GARBAGE);
        sweep.wrote(1);
        assertThat(sweeps).isEmpty();

        now.addAndGet(BlobSweep.LOOK.toNanos());
        sweep.wrote(1);
        assertThat(sweeps.take()).isEqualTo(1);
    }

    @Test
    void littleIsNotWorthIt() {
        garbage.set(BlobSweep.LEAST_GARBAGE);
        size.set(2 * BlobSweep.LEAST_GARBAGE + 1);
        sweep.wrote(BlobSweep.LOOK_BYTES);
        garbage.set(BlobSweep.LEAST_GARBAGE - 1);
        size.set(BlobSweep.LEAST_GARBAGE);
        sweep.wrote(BlobSweep.LOOK_BYTES);

        assertThat(sweeps).isEmpty();
    }

    @Test
    void onAFullDiskATenthIsWorthItAndAsManyFilesAreSweptAsThereIsRoomFor() throws InterruptedException {
        size.set(1_000);
        garbage.set(99);
        sweep.whenFull();
        assertThat(sweeps).isEmpty();

        garbage.set(100);
        room.set(250);
        sweep.whenFull();
        assertThat(sweeps.take()).isEqualTo(0.25);
    }

    @Test
    void withoutRoomNothingIsSwept() {
        size.set(1_000);
        garbage.set(900);
        room.set(-5);
        sweep.whenFull();

        assertThat(sweeps).isEmpty();
    }

    /** Every third value is wanted, so no file is without any. */
    @Test
    void whatIsWantedOutlivesTheSweepAndTheRestGoes(@TempDir Path directory) throws IOException {
        Random random = new Random(1);
        byte[] value = new byte[1 << 20];
        long before;
        try (RocksStore store = RocksStore.open(StoreConfig.of(directory).withApart(APART), _ -> {})) {
            for (int i = 0; i < 900; i++) {
                random.nextBytes(value);
                store.await(store.submit(new Batch().put(key(i), value.clone()), Urgency.NOW));
            }
            before = size(directory);
            for (int i = 0; i < 900; i++) {
                if (i % 3 > 0) {
                    store.submit(new Batch().delete(key(i)), Urgency.SOON);
                }
            }
            int writes = 0;
            while (size(directory) > before * 2 / 3) {
                random.nextBytes(value);
                store.await(store.submit(new Batch().put(key(1_000 + writes % 50), value.clone()), Urgency.NOW));
                assertThat(++writes).as("writes until the disk came back").isLessThan(3_000);
            }
        }
        try (RocksStore store = RocksStore.open(StoreConfig.of(directory).withApart(APART), _ -> {})) {
            for (int i = 0; i < 900; i++) {
                assertThat(store.get(key(i)).isPresent()).as("value %d", i).isEqualTo(i % 3 == 0);
            }
        }
        assertThat(StoreCheck.of(directory).entries()).isGreaterThanOrEqualTo(300);
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 7).putInt(number).array();
    }

    private static long size(Path directory) throws IOException {
        return Disk.files(directory, ".blob").stream().mapToLong(file -> file.toFile().length()).sum();
    }
}

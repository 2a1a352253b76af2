package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.store.Store.Urgency;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Measures and prints; asserts nothing about time. The numbers in docs/store.md come from here. */
@Tag("long")
class StoreSpeedTest {
    private static final int MESSAGE_BYTES = 1024;

    @Test
    void oneMessageCommitsOfManyWaitingThreads(@TempDir Path directory) throws InterruptedException {
        int run = 0;
        for (int threads : new int[] {32, 1, 8, 32, 32, 32, 64, 256}) {
            try (RocksStore store = RocksStore.open(directory.resolve("run" + run++), failure -> {})) {
                offer(store, threads);
            }
        }
    }

    private static void offer(Store store, int threads) throws InterruptedException {
        int each = Math.max(2_000, 400_000 / Math.max(8, threads) / (threads == 1 ? 4 : 1));
        List<Thread> running = new ArrayList<>();
        AtomicLong waited = new AtomicLong();
        long begin = System.nanoTime();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            running.add(Thread.ofVirtual().start(() -> waited.addAndGet(commits(store, thread, each))));
        }
        for (Thread thread : running) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%4d threads: %,9.0f commits/s, %5.0f us each%n",
                threads, threads * each / seconds, waited.get() / 1e3 / threads / each);
        assertThat(store.durable()).isEqualTo((long) threads * each);
    }

    private static long commits(Store store, int thread, int count) {
        byte[] value = new byte[MESSAGE_BYTES];
        long waited = 0;
        for (int i = 0; i < count; i++) {
            Batch batch = new Batch().put(key(thread, i), value).putLatest(key(0, -1), key(0, i));
            long begin = System.nanoTime();
            store.await(store.submit(batch, Urgency.NOW));
            waited += System.nanoTime() - begin;
        }
        return waited;
    }

    /** The reason for WriteFormat: what the committer pays to hand 32 messages to RocksDB, without the fsync. */
    @Test
    void aWriteBuiltInJavaAgainstOneNativeCallARecord(@TempDir Path directory) throws RocksDBException {
        RocksDB.loadLibrary();
        try (Options options = new Options().setCreateIfMissing(true);
                WriteOptions unsynced = new WriteOptions().setDisableWAL(true);
                RocksDB db = RocksDB.open(options, directory.toString());
                WriteBatch reused = new WriteBatch()) {
            WriteFormat format = new WriteFormat(Apart.NONE, 1);
            for (int round = 0; round < 3; round++) {
                measure("built in Java", group -> {
                    try (WriteBatch batch = new WriteBatch(format.merge(group))) {
                        db.write(unsynced, batch);
                    }
                });
                measure("a call a record", group -> {
                    reused.clear();
                    for (Batch batch : group) {
                        for (Batch.Change change : batch.changes()) {
                            switch (change) {
                                case Batch.Change.Put put -> reused.put(put.key(), put.value());
                                case Batch.Change.PutLatest put -> reused.put(put.key(), put.value());
                                default -> throw new AssertionError(change);
                            }
                        }
                    }
                    db.write(unsynced, reused);
                });
            }
        }
    }

    private static void measure(String name, Write write) throws RocksDBException {
        byte[] value = new byte[MESSAGE_BYTES];
        int groups = 4_000;
        long spent = 0;
        for (int g = 0; g < groups; g++) {
            List<Batch> group = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                group.add(new Batch().put(key(i, g % 500), value).putLatest(key(0, -1), key(0, i)));
            }
            long begin = System.nanoTime();
            write.write(group);
            spent += System.nanoTime() - begin;
        }
        System.out.printf("%-16s %6.2f us a message%n", name, spent / 1e3 / groups / 32);
    }

    private static byte[] key(int queue, long sequence) {
        return ByteBuffer.allocate(19).putShort((short) 0).put((byte) 1).putLong(queue).putLong(sequence).array();
    }

    private interface Write {
        void write(List<Batch> group) throws RocksDBException;
    }
}

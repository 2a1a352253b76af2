package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.store.Store.Urgency;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every {@link Store}. */
abstract class StoreContract {
    Store store;

    /** A new, empty store. */
    abstract Store create();

    @BeforeEach
    void open() {
        store = create();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatWasCommittedIsRead() {
        commit(new Batch().put(key(1), value(10)));
        assertThat(store.get(key(1))).hasValueSatisfying(v -> assertThat(v).isEqualTo(value(10)));
        assertThat(store.get(key(2))).isEmpty();
    }

    @Test
    void emptyKeysAndValuesAreKept() {
        commit(new Batch().put(new byte[0], new byte[0]));
        assertThat(store.get(new byte[0])).hasValueSatisfying(v -> assertThat(v).isEmpty());
    }

    @Test
    void aLargeValueIsKept() {
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        commit(new Batch().put(key(1), large).put(key(2), value(2)));
        assertThat(store.get(key(1))).hasValueSatisfying(v -> assertThat(v).isEqualTo(large));
    }

    @Test
    void whatWasSetOnceIsRemovedOnce() {
        commit(new Batch().put(key(1), value(1)).put(key(2), value(2)));
        commit(new Batch().deleteOnce(key(1)).put(key(3), value(3)));
        commit(new Batch().put(key(4), value(4)));
        commit(new Batch().deleteOnce(key(4)));

        assertThat(entries(store, key(0), key(9))).containsOnlyKeys(2L, 3L);
    }

    @Test
    void commitNumbersCountFromOne() {
        assertThat(store.durable()).isZero();
        for (int i = 1; i <= 5; i++) {
            assertThat(store.submit(new Batch().put(key(i), value(i)), i % 2 == 0 ? Urgency.NOW : Urgency.SOON)).isEqualTo(i);
        }
        store.await(5);
        assertThat(store.durable()).isEqualTo(5);
    }

    @Test
    void anEmptyBatchIsACommitToo() {
        long number = commit(new Batch());
        assertThat(store.durable()).isEqualTo(number);
    }

    @Test
    void awaitingACommitAwaitsEveryEarlierOne() {
        store.submit(new Batch().put(key(1), value(1)), Urgency.SOON);
        store.await(store.submit(new Batch().put(key(2), value(2)), Urgency.NOW));
        assertThat(store.get(key(1))).isPresent();
    }

    @Test
    void aBatchWithoutUrgencyCanBeAwaited() {
        store.await(store.submit(new Batch().put(key(1), value(1)), Urgency.SOON));
        assertThat(store.get(key(1))).isPresent();
    }

    @Test
    void awaitingWhatWasNeverSubmittedIsRefused() {
        assertThatThrownBy(() -> store.await(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withinABatchTheLastChangeWins() {
        commit(new Batch()
                .put(key(1), value(1)).put(key(1), value(2))
                .put(key(2), value(1)).delete(key(2))
                .delete(key(3)).put(key(3), value(3))
                .put(key(4), value(1)).deleteRange(key(4), key(5)).put(key(4), value(4)));
        assertThat(entries(key(0), key(9))).isEqualTo(Map.of(1L, 2L, 3L, 3L, 4L, 4L));
    }

    @Test
    void aBatchOfMegabytesIsLikeASmallOne() {
        commit(filled(1, 9).put(key(1L << 40), value(1)));
        byte[] large = Arrays.copyOf(value(7), 300_000);
        Batch batch = new Batch().delete(key(1)).deleteRange(key(2), key(4)).putLatest(key(100), value(1)).deleteOnce(key(5)).delete(key(1L << 40));
        for (int i = 10; i < 20; i++) {
            batch.put(key(i), large).put(key((1L << 40) + i), value(i)).putLatest(key(100), value(i));
        }
        commit(batch);

        assertThat(entries(key(0), key(200)).keySet()).containsExactly(4L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 100L);
        assertThat(entries(key(100), key(101))).containsValue(19L);
        assertThat(store.get(key(10))).hasValueSatisfying(value -> assertThat(value).isEqualTo(large));
        assertThat(entries(key(1L << 40), key((1L << 40) + 99))).hasSize(10);
    }

    @Test
    void deletingWhatIsAbsentIsNoError() {
        commit(new Batch().delete(key(1)).deleteRange(key(2), key(3)));
        assertThat(entries(key(0), key(9))).isEmpty();
    }

    @Test
    void aRangeIsDeletedWithItsBeginningAndWithoutItsEnd() {
        commit(filled(1, 6));
        commit(new Batch().deleteRange(key(2), key(5)));
        assertThat(entries(key(0), key(9)).keySet()).containsExactly(1L, 5L, 6L);
    }

    @Test
    void aRangeThatEndsWhereItBeginsIsEmpty() {
        commit(filled(1, 3));
        commit(new Batch().deleteRange(key(2), key(2)));
        assertThat(entries(key(0), key(9))).hasSize(3);
    }

    @Test
    void theNewestOfThoseThatOnlyTheLatestMattersRemains() {
        for (int i = 1; i <= 20; i++) {
            store.submit(new Batch().put(key(i), value(i)).putLatest(key(100), value(i)), Urgency.SOON);
        }
        store.await(20);
        assertThat(entries(key(100), key(101))).isEqualTo(Map.of(100L, 20L));
        assertThat(entries(key(0), key(50))).hasSize(20);
    }

    @Test
    void aRangeDeletedAfterwardsTakesTheLatestWithIt() {
        store.submit(new Batch().putLatest(key(1), value(1)).putLatest(key(2), value(1)), Urgency.SOON);
        store.submit(new Batch().deleteRange(key(0), key(9)), Urgency.SOON);
        store.await(store.submit(new Batch().putLatest(key(2), value(2)), Urgency.NOW));
        assertThat(entries(key(0), key(9))).isEqualTo(Map.of(2L, 2L));
    }

    @Test
    void keysCompareAsUnsignedBytes() {
        byte[][] ordered = {{}, {0}, {0, 0}, {1}, {0x7f}, {(byte) 0x80}, {(byte) 0x80, 0}, {(byte) 0xff}};
        Batch batch = new Batch();
        for (byte[] key : ordered) {
            batch.put(key, key);
        }
        commit(batch);
        List<byte[]> seen = new ArrayList<>();
        try (Scan scan = store.scan(new byte[0], new byte[] {(byte) 0xff, 0})) {
            while (scan.next()) {
                seen.add(scan.key());
            }
        }
        assertThat(seen.toArray(byte[][]::new)).isDeepEqualTo(ordered);
    }

    @Test
    void aScanStaysWithinItsRange() {
        commit(filled(1, 9));
        assertThat(entries(key(3), key(6)).keySet()).containsExactly(3L, 4L, 5L);
        assertThat(entries(key(20), key(30))).isEmpty();
        assertThat(entries(key(3), key(3))).isEmpty();
    }

    @Test
    void aScanSeesTheStateAsOfItsBeginning() {
        commit(filled(1, 4));
        try (Scan scan = store.scan(key(0), key(99))) {
            assertThat(scan.next()).isTrue();
            commit(new Batch().delete(key(2)).put(key(3), value(0)).put(key(9), value(9)));
            List<Long> values = new ArrayList<>();
            while (scan.next()) {
                values.add(number(scan.value()));
            }
            assertThat(values).containsExactly(2L, 3L, 4L);
            assertThat(scan.next()).isFalse();
        }
    }

    @Test
    void aScanThatIsOnNoEntryHasNoKey() {
        commit(filled(1, 1));
        try (Scan scan = store.scan(key(0), key(9))) {
            assertThatThrownBy(scan::key).isInstanceOf(IllegalStateException.class);
            assertThat(scan.next()).isTrue();
            assertThat(scan.next()).isFalse();
            assertThat(scan.next()).isFalse();
            assertThatThrownBy(scan::value).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aScanMayBeClosedTwice() {
        Scan scan = store.scan(key(0), key(9));
        scan.close();
        scan.close();
    }

    @Test
    void thereIsSpace() {
        store.requireSpace();
    }

    @Test
    void aClosedStoreRefusesEverythingButLookingBack() {
        long number = store.submit(new Batch().put(key(1), value(1)), Urgency.SOON);
        store.close();
        store.close();
        store.await(number);
        assertThat(store.durable()).isEqualTo(number);
        assertThatThrownBy(() -> store.submit(new Batch(), Urgency.NOW)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.get(key(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.scan(key(1), key(2))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(store::requireSpace).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomBatchesLeaveWhatAnOrderedMapHolds(long seed) {
        Random random = new Random(seed);
        TreeMap<Long, Long> expected = new TreeMap<>();
        for (int round = 0; round < 60; round++) {
            for (int b = 1 + random.nextInt(5); b > 0; b--) {
                store.submit(RandomBatch.next(random, expected), Urgency.SOON);
            }
            store.await(store.submit(new Batch(), Urgency.NOW));
            long from = random.nextInt(RandomBatch.KEYS);
            long to = from + random.nextInt(RandomBatch.KEYS);
            assertThat(entries(key(from), key(to))).isEqualTo(expected.subMap(from, to));
            assertThat(store.get(key(from)).map(StoreContract::number).orElse(null)).isEqualTo(expected.get(from));
        }
    }

    long commit(Batch batch) {
        long number = store.submit(batch, Urgency.NOW);
        store.await(number);
        return number;
    }

    Map<Long, Long> entries(byte[] from, byte[] to) {
        return entries(store, from, to);
    }

    static Map<Long, Long> entries(Store store, byte[] from, byte[] to) {
        TreeMap<Long, Long> entries = new TreeMap<>();
        try (Scan scan = store.scan(from, to)) {
            while (scan.next()) {
                entries.put(number(scan.key()), number(scan.value()));
            }
        }
        return entries;
    }

    static Batch filled(int first, int last) {
        Batch batch = new Batch();
        for (int i = first; i <= last; i++) {
            batch.put(key(i), value(i));
        }
        return batch;
    }

    static byte[] key(long number) {
        return value(number);
    }

    static byte[] value(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }

    static long number(byte[] bytes) {
        return ByteBuffer.wrap(Arrays.copyOf(bytes, 8)).getLong();
    }
}

package dev.forebay.store;

import java.util.Random;
import java.util.TreeMap;

/** Batches from a seed, applied to an ordered map at the same time. */
final class RandomBatch {
    /** So few that changes meet each other often. */
    static final int KEYS = 64;

    /** Keys from here on are set by {@code putLatest} only, as the contract asks for. */
    private static final int LATEST_KEYS = 56;

    private RandomBatch() {}

    static Batch next(Random random, TreeMap<Long, Long> expected) {
        Batch batch = new Batch();
        for (int i = random.nextInt(8); i > 0; i--) {
            change(batch, random, expected);
        }
        return batch;
    }

    private static void change(Batch batch, Random random, TreeMap<Long, Long> expected) {
        long key = random.nextInt(LATEST_KEYS);
        long value = random.nextLong();
        switch (random.nextInt(10)) {
            case 0 -> {
                long end = key + random.nextInt(12);
                batch.deleteRange(StoreContract.key(key), StoreContract.key(end));
                expected.subMap(key, end).clear();
            }
            case 1, 2, 3 -> {
                long any = random.nextInt(KEYS);
                batch.delete(StoreContract.key(any));
                expected.remove(any);
            }
            case 4, 5 -> {
                long latest = LATEST_KEYS + random.nextInt(KEYS - LATEST_KEYS);
                batch.putLatest(StoreContract.key(latest), StoreContract.value(value));
                expected.put(latest, value);
            }
            default -> {
                batch.put(StoreContract.key(key), StoreContract.value(value));
                expected.put(key, value);
            }
        }
    }
}

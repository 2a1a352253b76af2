package dev.forebay.runtime;

import java.util.Arrays;

/**
 * Hashes of the ids of this bucket of time and the one before: tells of an id that it was surely not there, which spares
 * a look into the store. Knows nothing for sure of what was before it was made, unless there was nothing; and gives up on a
 * bucket of more than a million ids. At most 16 MiB for each of two buckets, and nothing as long as nothing is added.
 *
 * <p>Used under the partition's lock.
 */
final class RecentHashes {
    private static final int MAX_IDS = 1 << 20;
    private static final int FIRST_SLOTS = 64;

    private Bucket current = Bucket.UNKNOWN;
    private Bucket before = Bucket.UNKNOWN;
    private boolean isNew;

    /** {@code isNew}: whether there were no ids before. */
    RecentHashes(boolean isNew) {
        this.isNew = isNew;
    }

    /** Whether an id may have been added in this bucket or the one before. */
    boolean mayHave(String id, long bucket) {
        roll(bucket);
        long hash = hash(id);
        // Where the clock was set back, the bucket before is not the one that is known.
        return bucket < current.number || current.mayHave(hash) || before.mayHave(hash);
    }

    void add(String id, long bucket) {
        roll(bucket);
        current.add(hash(id));
    }

    private void roll(long bucket) {
        if (isNew) {
            isNew = false;
            current = new Bucket(bucket, true);
            before = new Bucket(bucket - 1, true);
        } else if (bucket > current.number + 1 || current == Bucket.UNKNOWN) {
            // Of the present bucket, what came before this moment is not known.
            before = current == Bucket.UNKNOWN ? Bucket.UNKNOWN : new Bucket(bucket - 1, true);
            current = new Bucket(bucket, current != Bucket.UNKNOWN);
        } else if (bucket > current.number) {
            before = current;
            current = new Bucket(bucket, true);
        }
    }

    /** 64 bits, spread well. Where two ids share them the store is asked, and nothing else happens. */
    private static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        hash *= 0x9e3779b97f4a7c15L;
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }

    /** One bucket: a table of hashes with linear probing, never more than half full. Zero is a free slot. */
    private static final class Bucket {
        static final Bucket UNKNOWN = new Bucket(-1, false);

        private final long number;
        private boolean complete;
        private long[] slots = {};
        private int count;

        Bucket(long number, boolean complete) {
            this.number = number;
            this.complete = complete;
        }

        boolean mayHave(long hash) {
            return !complete || count > 0 && slots[slot(hash)] == hash;
        }

        void add(long hash) {
            if (!complete) {
                return;
            }
            if (count >= MAX_IDS) {
                complete = false;
                slots = new long[0];
                return;
            }
            if (count * 2 >= slots.length) {
                grow();
            }
            int slot = slot(hash);
            count += slots[slot] == 0 ? 1 : 0;
            slots[slot] = hash;
        }

        private int slot(long hash) {
            int mask = slots.length - 1;
            int slot = (int) hash & mask;
            while (slots[slot] != 0 && slots[slot] != hash) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        private void grow() {
            long[] old = slots;
            slots = new long[Math.max(FIRST_SLOTS, old.length * 2)];
            Arrays.stream(old).filter(hash -> hash != 0).forEach(hash -> slots[slot(hash)] = hash);
        }
    }
}

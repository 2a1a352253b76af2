package dev.forebay.runtime;

import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a FIFO queue or topic remembers for five minutes of every message sent, so that sending it again has no effect.
 *
 * <p>A table of the store has it all, in buckets of five minutes: {@code incarnation, bucket, id}; an id is looked up
 * in the current bucket and the one before, and a bucket that is over is removed as a whole. The latest ids are in
 * memory too, so that a decision sees those that are not durable yet; and of all others a hash ({@link RecentHashes}), by
 * which nearly every new id is known to be new without a look into the store. Where that does not tell, the sender looks
 * into the store without the lock ({@link #probe}) and decides again; an id that left memory in between makes it look again.
 */
public final class Deduplication {
    /** AWS: the deduplication interval. */
    public static final long INTERVAL_MILLIS = 5 * 60_000;

    private static final int IN_MEMORY = 20_000;

    private final int partition;
    private final byte table;
    private final long incarnation;
    private final LinkedHashMap<String, Sent> recent = new LinkedHashMap<>();
    private final RecentHashes hashes;
    private long forgotten;
    private long bucket = -1;

    private Deduplication(int partition, byte table, long incarnation, long durable, boolean isNew) {
        this.partition = partition;
        this.table = table;
        this.incarnation = incarnation;
        this.forgotten = durable;
        this.hashes = new RecentHashes(isNew);
    }

    /**
     * What the store remembers. Reads the store, so not for use under the lock.
     *
     * @param durable a commit that the store has, and all before it
     */
    public static Deduplication open(Store store, int partition, byte table, long incarnation, long durable) {
        try (Scan scan = store.scan(Keys.of(partition, table, incarnation), Keys.of(partition, table, incarnation + 1))) {
            return new Deduplication(partition, table, incarnation, durable, !scan.next());
        }
    }

    /** Looks ids up in the store. Not for use under the lock. */
    public Probe probe(Store store, List<String> ids, long now) {
        long seen = store.durable();
        Map<String, Original> found = HashMap.newHashMap(ids.size());
        for (String id : ids) {
            Optional<byte[]> value = store.get(key(bucketOf(now), id));
            if (value.isEmpty()) {
                value = store.get(key(bucketOf(now) - 1, id));
            }
            value.map(Original::read).ifPresent(original -> found.put(id, original));
        }
        return new Probe(seen, found);
    }

    /** Whether all is known of these ids that there is to know. If not, probe and decide again. */
    public boolean knows(List<String> ids, Probe probe, long now) {
        if (probe != Probe.NONE) {
            return forgotten <= probe.seen;
        }
        for (String id : ids) {
            if (!recent.containsKey(id) && hashes.mayHave(id, bucketOf(now))) {
                return false;
            }
        }
        return true;
    }

    /** The message that was sent under this id in the last five minutes. */
    public Optional<Original> find(String id, Probe probe, Changes changes, long now) {
        Sent sent = recent.get(id);
        if (sent != null) {
            changes.reveals(sent.commit);
        }
        Original original = sent != null ? sent.original : probe.found.get(id);
        return Optional.ofNullable(original).filter(found -> now - found.sentAt < INTERVAL_MILLIS);
    }

    /** Remembers a message from now on. */
    public void remember(String id, Original original, Changes changes, Store store) {
        roll(changes, original.sentAt);
        changes.batch().put(key(bucketOf(original.sentAt), id), original.write());
        hashes.add(id, bucketOf(original.sentAt));
        recent.remove(id);
        recent.put(id, new Sent(original, changes.commit()));
        if (recent.size() > IN_MEMORY) {
            forgetOldest(store);
        }
    }

    /** Forgets the oldest, unless it is not durable yet. */
    private void forgetOldest(Store store) {
        Iterator<Sent> oldest = recent.values().iterator();
        long commit = oldest.next().commit.number();
        if (commit <= store.durable()) {
            forgotten = Math.max(forgotten, commit);
            oldest.remove();
        }
    }

    /** Removes the buckets that are over when a new one begins. */
    private void roll(Changes changes, long now) {
        long current = bucketOf(now);
        if (current > bucket) {
            bucket = current;
            changes.batch().deleteRange(
                    Keys.of(partition, table, incarnation, 0), Keys.of(partition, table, incarnation, current - 1));
        }
    }

    private static long bucketOf(long millis) {
        return millis / INTERVAL_MILLIS;
    }

    private byte[] key(long at, String id) {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        byte[] head = Keys.of(partition, table, incarnation, at);
        return ByteBuffer.allocate(head.length + text.length).put(head).put(text).array();
    }

    /** What a look into the store showed, and the newest commit that it could see. */
    public static final class Probe {
        /** Nobody has looked. */
        public static final Probe NONE = new Probe(0, Map.of());

        private final long seen;
        private final Map<String, Original> found;

        private Probe(long seen, Map<String, Original> found) {
            this.seen = seen;
            this.found = found;
        }
    }

    private record Sent(Original original, Commit commit) {}

    /**
     * The message that was first sent under an id: version (1 byte), message id (16), sequence (8), time (8).
     */
    public record Original(UUID messageId, long sequence, long sentAt) {
        private static final byte VERSION = 1;

        byte[] write() {
            return ByteBuffer.allocate(1 + 4 * Long.BYTES)
                    .put(VERSION)
                    .putLong(messageId.getMostSignificantBits())
                    .putLong(messageId.getLeastSignificantBits())
                    .putLong(sequence)
                    .putLong(sentAt)
                    .array();
        }

        static Original read(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            byte version = buffer.get();
            if (version != VERSION) {
                throw new IllegalStateException("deduplication format " + version + " is not known to this version");
            }
            return new Original(new UUID(buffer.getLong(), buffer.getLong()), buffer.getLong(), buffer.getLong());
        }
    }
}

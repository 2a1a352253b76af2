package dev.forebay.sqs;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Commit;
import dev.forebay.runtime.Keys;
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
 * What a FIFO queue remembers for five minutes of every message sent, so that sending it again has no effect.
 *
 * <p>The store's DEDUP table has it all, in buckets of five minutes: {@code incarnation, bucket, id}; an id is looked up
 * in the current bucket and the one before, and a bucket that is over is removed as a whole. The latest ids are in
 * memory too, so that a decision sees those that are not durable yet. A sender looks into the store before it takes the
 * lock ({@link #probe}) and, with the lock, into memory; an id that left memory in between makes it look again.
 */
final class Deduplication {
    /** AWS: the deduplication interval. */
    static final long INTERVAL_MILLIS = 5 * 60_000;

    private static final int IN_MEMORY = 20_000;

    private final int partition;
    private final long incarnation;
    private final LinkedHashMap<String, Sent> recent = new LinkedHashMap<>();
    private long forgotten;
    private long bucket = -1;

    /** {@code durable} is the newest commit that memory need not know about. */
    Deduplication(int partition, long incarnation, long durable) {
        this.forgotten = durable;
        this.partition = partition;
        this.incarnation = incarnation;
    }

    /** Looks ids up in the store. Not for use under the lock. */
    Probe probe(Store store, List<String> ids, long now) {
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

    /** Whether a probe saw all that memory has forgotten. If not, probe again. */
    boolean isCurrent(Probe probe) {
        return forgotten <= probe.seen;
    }

    /** The message that was sent under this id in the last five minutes. */
    Optional<Original> find(String id, Probe probe, Changes changes, long now) {
        Sent sent = recent.get(id);
        if (sent != null) {
            changes.reveals(sent.commit);
        }
        Original original = sent != null ? sent.original : probe.found.get(id);
        return Optional.ofNullable(original).filter(found -> now - found.sentAt < INTERVAL_MILLIS);
    }

    void remember(String id, Original original, Changes changes, Store store) {
        roll(changes, original.sentAt);
        changes.batch().put(key(bucketOf(original.sentAt), id), original.write());
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
                    Keys.of(partition, Tables.DEDUP, incarnation, 0), Keys.of(partition, Tables.DEDUP, incarnation, current - 1));
        }
    }

    private static long bucketOf(long millis) {
        return millis / INTERVAL_MILLIS;
    }

    private byte[] key(long at, String id) {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        byte[] head = Keys.of(partition, Tables.DEDUP, incarnation, at);
        return ByteBuffer.allocate(head.length + text.length).put(head).put(text).array();
    }

    /** What a look into the store showed, and the newest commit that it could see. */
    static final class Probe {
        /** For queues that do not deduplicate. */
        static final Probe NONE = new Probe(Long.MAX_VALUE, Map.of());

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
    record Original(UUID messageId, long sequence, long sentAt) {
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

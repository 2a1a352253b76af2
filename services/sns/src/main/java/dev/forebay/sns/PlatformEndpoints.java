package dev.forebay.sns;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Keys;
import dev.forebay.store.Batch;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The endpoints of all platform applications. They live in the store only: one more endpoint costs no memory, however
 * many there are. Safe for any thread.
 *
 * <pre>
 *   table      key after the application's incarnation       value
 *   ENDPOINT   0, id (16 bytes)                              PlatformEndpointRecord
 *   ENDPOINT   1, token (UTF-8)                              id
 * </pre>
 *
 * <p>A change reads the store, and so cannot be decided under the partition's lock alone. Who changes an endpoint holds
 * the lock of its id, then that of its tokens in the order of their numbers, from the read until the change is
 * durable; many share a lock. The partition's lock is taken last, as always.
 */
final class PlatformEndpoints {
    private static final byte BY_ID = 0;
    private static final byte BY_TOKEN = 1;
    /** Enough that two devices that register at a time seldom wait for each other's fsync. */
    private static final int LOCKS = 1_024;

    private final Store store;
    private final RandomGenerator random;
    private final ReentrantLock[] idLocks = locks();
    private final ReentrantLock[] tokenLocks = locks();

    PlatformEndpoints(Store store, RandomGenerator random) {
        this.store = store;
        this.random = random;
    }

    private static ReentrantLock[] locks() {
        ReentrantLock[] locks = new ReentrantLock[LOCKS];
        java.util.Arrays.setAll(locks, number -> new ReentrantLock());
        return locks;
    }

    /** Creates an endpoint, or returns the one that has the same token and agrees with what is asked for. */
    PlatformEndpointId create(PlatformApplication application, PlatformEndpointRecord wanted) {
        store.requireSpace();
        return holding(List.of(tokenLock(application, wanted.token())), () -> {
            Optional<UUID> known = withToken(application, wanted.token());
            if (known.isPresent()) {
                return agreed(application, known.get(), wanted);
            }
            UUID id = newId();
            if (!commit(application, batch -> batch
                    .put(byId(application, id), wanted.write())
                    .put(byToken(application, wanted.token()), PlatformEndpointId.bytes(id)))) {
                throw SnsErrors.notFound("PlatformApplication does not exist");
            }
            return new PlatformEndpointId(application.id(), id);
        });
    }

    private PlatformEndpointId agreed(PlatformApplication application, UUID known, PlatformEndpointRecord wanted) {
        PlatformEndpointId id = new PlatformEndpointId(application.id(), known);
        if (!find(application, known).filter(wanted::equals).isPresent()) {
            throw tokenIsTaken(id);
        }
        return id;
    }

    private static RuntimeException tokenIsTaken(PlatformEndpointId by) {
        return SnsErrors.invalidParameter(
                "Token Reason: Endpoint " + by.arn() + " already exists with the same Token, but different attributes.");
    }

    Optional<PlatformEndpointRecord> find(PlatformApplication application, UUID id) {
        return store.get(byId(application, id)).map(PlatformEndpointRecord::read);
    }

    /** Up to so many endpoints in the order of their ids, from the first whose id is greater than {@code after}. */
    List<Found> list(PlatformApplication application, Optional<UUID> after, int limit) {
        byte[] from = after.map(id -> following(byId(application, id))).orElseGet(() -> key(application, BY_ID, new byte[0]));
        List<Found> found = new ArrayList<>();
        try (Scan scan = store.scan(from, key(application, BY_TOKEN, new byte[0]))) {
            while (found.size() < limit && scan.next()) {
                ByteBuffer id = ByteBuffer.wrap(scan.key(), scan.key().length - 2 * Long.BYTES, 2 * Long.BYTES);
                found.add(new Found(PlatformEndpointId.uuid(id), PlatformEndpointRecord.read(scan.value())));
            }
        }
        return found;
    }

    /** Changes an endpoint; false when there is none. */
    boolean update(PlatformApplication application, UUID id, UnaryOperator<PlatformEndpointRecord> change) {
        store.requireSpace();
        return change(application, id, change);
    }

    private boolean change(PlatformApplication application, UUID id, UnaryOperator<PlatformEndpointRecord> change) {
        return holding(List.of(idLock(application, id)), () -> {
            Optional<PlatformEndpointRecord> before = find(application, id);
            return before.isPresent() && replace(application, id, before.get(), change.apply(before.get()));
        });
    }

    private boolean replace(PlatformApplication application, UUID id, PlatformEndpointRecord before, PlatformEndpointRecord after) {
        if (after.equals(before)) {
            return true;
        }
        if (after.token().equals(before.token())) {
            return commit(application, batch -> batch.put(byId(application, id), after.write()));
        }
        return holding(tokenLocks(application, before.token(), after.token()), () -> {
            withToken(application, after.token()).ifPresent(other -> {
                throw tokenIsTaken(new PlatformEndpointId(application.id(), other));
            });
            return commit(application, batch -> batch
                    .put(byId(application, id), after.write())
                    .delete(byToken(application, before.token()))
                    .put(byToken(application, after.token()), PlatformEndpointId.bytes(id)));
        });
    }

    /**
     * The provider says that a token is not good any more: its endpoint is disabled, unless it has another by now. That
     * takes no space, and goes on when the disk is full.
     */
    void disable(PlatformApplication application, UUID id, String token) {
        change(application, id, record -> record.token().equals(token) ? record.disabled() : record);
    }

    /** Deletes an endpoint, if there is one. */
    void delete(PlatformApplication application, UUID id) {
        holding(List.of(idLock(application, id)), () -> find(application, id).map(record ->
                holding(List.of(tokenLock(application, record.token())), () -> commit(application, batch -> batch
                        .delete(byId(application, id))
                        .delete(byToken(application, record.token()))))));
    }

    /** Deletes all endpoints of an application, as a part of its own deletion. */
    static void deleteAll(Changes changes, PlatformApplication application) {
        int partition = application.partition().number();
        changes.batch().deleteRange(
                Keys.of(partition, Tables.ENDPOINT, application.incarnation()),
                Keys.of(partition, Tables.ENDPOINT, application.incarnation() + 1));
    }

    /** Changes rows; false when the application was deleted meanwhile: what comes later leaves no row behind. */
    private static boolean commit(PlatformApplication application, Consumer<Batch> rows) {
        return application.partition().decide(changes -> {
            if (application.isDeleted()) {
                changes.revealsEverything();
                return false;
            }
            rows.accept(changes.batch());
            return true;
        });
    }

    private Optional<UUID> withToken(PlatformApplication application, String token) {
        return store.get(byToken(application, token)).map(bytes -> PlatformEndpointId.uuid(ByteBuffer.wrap(bytes)));
    }

    private UUID newId() {
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static <R> R holding(List<ReentrantLock> locks, Supplier<R> action) {
        locks.forEach(ReentrantLock::lock);
        try {
            return action.get();
        } finally {
            locks.forEach(ReentrantLock::unlock);
        }
    }

    private ReentrantLock idLock(PlatformApplication application, UUID id) {
        return idLocks[number(application, id)];
    }

    private ReentrantLock tokenLock(PlatformApplication application, String token) {
        return tokenLocks[number(application, token)];
    }

    /** Both tokens' locks, in the order in which everybody takes them. */
    private List<ReentrantLock> tokenLocks(PlatformApplication application, String one, String other) {
        int first = Math.min(number(application, one), number(application, other));
        int second = Math.max(number(application, one), number(application, other));
        return first == second ? List.of(tokenLocks[first]) : List.of(tokenLocks[first], tokenLocks[second]);
    }

    private static int number(PlatformApplication application, Object of) {
        int hash = 31 * Long.hashCode(application.incarnation()) + of.hashCode();
        return Math.floorMod(hash ^ hash >>> 16, LOCKS);
    }

    private static byte[] byId(PlatformApplication application, UUID id) {
        return key(application, BY_ID, PlatformEndpointId.bytes(id));
    }

    private static byte[] byToken(PlatformApplication application, String token) {
        return key(application, BY_TOKEN, token.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] key(PlatformApplication application, byte kind, byte[] rest) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES + 1 + rest.length)
                .putLong(application.incarnation()).put(kind).put(rest).array();
        return Keys.of(application.partition().number(), Tables.ENDPOINT, bytes);
    }

    /** The first key after a key. */
    private static byte[] following(byte[] key) {
        return java.util.Arrays.copyOf(key, key.length + 1);
    }

    /** An endpoint with its id. */
    record Found(UUID id, PlatformEndpointRecord record) {}
}

package dev.forebay.envelope;

import dev.forebay.envelope.KeyService.Generated;
import dev.forebay.envelope.KeyUse.Owner;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Session;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Scan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * The data keys of a service: has KMS make them and open them, keeps them for as long as they may be reused, and remembers each in the
 * store, encrypted. Any thread; asks KMS and the store, so not for use under a lock.
 *
 * <p>A data key's life:
 * <ol>
 *   <li>KMS makes it, in the name of the user who sends, and opens it again: what cannot be opened must not seal anything
 *   <li>its row is written and durable
 *   <li>it seals, for that user and that resource, until its time is over or it has sealed enough
 *   <li>it opens, for each user of whom KMS says that they may, whenever somebody reads what it sealed
 *   <li>its row is removed when everything that it sealed must have expired ({@link #forget})
 * </ol>
 * A crash after step 1 leaves nothing, after step 2 a row that is removed in time. After a restart new data keys seal.
 */
public final class Keyring {
    private static final int PARTITION_SHIFT = 48;

    /** In memory: users times resources that are at work; about 1 KiB each. */
    private static final int MAX_KEYS = 10_000;

    private final Scope scope;
    private final Partitions partitions;
    private final Clock clock;
    private final KeyService keys;
    private final ExpiringCache<Sealing, DataKey> sealing = new ExpiringCache<>(MAX_KEYS, key -> !key.isSpent());
    private final ExpiringCache<Opening, DataKey> opening = new ExpiringCache<>(MAX_KEYS, key -> true);
    private final ExpiringCache<Long, WrappedKey> wrapped = new ExpiringCache<>(MAX_KEYS, key -> true);

    public Keyring(Scope scope, Partitions partitions, Clock clock, Function<Caller, KmsClient> kms) {
        this.scope = scope;
        this.partitions = partitions;
        this.clock = clock;
        this.keys = new KeyService(scope.service, scope.contextName, kms);
    }

    /**
     * Whose data keys these are.
     *
     * @param service     such as {@code sqs}
     * @param contextName what AWS calls the service's resources in encryption contexts, such as {@code aws:sqs:arn}
     * @param table       of the data keys' rows
     * @param longest     how long anything that is sealed may be kept
     */
    public record Scope(String service, String contextName, byte table, Duration longest) {}

    /**
     * A data key to seal with under a key that users can see.
     *
     * @throws KeyRefused when KMS does not give one
     */
    public DataKey toSeal(KeyUse use) {
        long now = clock.millis();
        return sealing.get(new Sealing(use.keyId(), use.owner(), who(use.caller())), now, use.reuse().toMillis(), () -> generate(use, now));
    }

    /** A data key to seal with under the service's own key. */
    public DataKey toSealOwned(Owner owner) {
        return toSeal(KeyUse.owned(scope.service, owner));
    }

    private DataKey generate(KeyUse use, long now) {
        Generated generated = keys.generate(use);
        try {
            WrappedKey row = new WrappedKey(now + use.reuse().toMillis() + scope.longest.toMillis(), use.owner().account(),
                    use.owner().region(), use.owner().arn(), use.keyId(), generated.keyArn(), generated.blob());
            requireSame(generated.secret(), keys.decrypt(row, use.caller()));
            long number = remember(row, partitions.get(use.owner().partition()));
            wrapped.put(number, row, now, Long.MAX_VALUE);
            opening.put(opening(number, row, use.caller()), DataKey.toOpen(number, generated.secret()), now, use.reuse().toMillis());
            return DataKey.toSeal(number, generated.secret());
        } finally {
            generated.wipe();
        }
    }

    /** AWS: whoever sends needs the right to decrypt, too: the new data key is opened before it is used. */
    private static void requireSame(byte[] secret, byte[] opened) {
        boolean same = Arrays.equals(secret, opened);
        Arrays.fill(opened, (byte) 0);
        if (!same) {
            throw new SealBroken("KMS opened a new data key and found another one");
        }
    }

    private long remember(WrappedKey row, Partition partition) {
        return partition.decide(changes -> {
            long number = (long) partition.number() << PARTITION_SHIFT | partition.newIncarnation(changes);
            changes.batch().put(key(partition.number(), number), row.write());
            return number;
        });
    }

    /**
     * The data key under which a record is sealed, for a caller who may have it.
     *
     * @param partition where the record is
     * @param reuse     how long the caller's right is good for
     * @throws KeyRefused when KMS does not open it
     * @throws SealBroken when there is no such data key
     */
    public DataKey toOpen(int partition, long number, Caller caller, Duration reuse) {
        long now = clock.millis();
        WrappedKey row = wrapped(partition, number, now);
        return opening.get(opening(number, row, caller), now, row.isOwned() ? Long.MAX_VALUE : reuse.toMillis(), () -> {
            byte[] secret = keys.decrypt(row, caller);
            try {
                return DataKey.toOpen(number, secret);
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        });
    }

    private Opening opening(long number, WrappedKey row, Caller caller) {
        return new Opening(number, row.isOwned() ? scope.service : who(caller));
    }

    /** The KMS key that a data key was asked of, as the resource named it; empty for the service's own key. */
    public Optional<String> keyOf(int partition, long number) {
        WrappedKey row = wrapped(partition, number, clock.millis());
        return row.isOwned() ? Optional.empty() : Optional.of(row.askedFor());
    }

    private WrappedKey wrapped(int partition, long number, long now) {
        return wrapped.get(number, now, Long.MAX_VALUE, () -> stored(partition, number));
    }

    private WrappedKey stored(int partition, long number) {
        return partitions.store().get(key(partition, number)).map(WrappedKey::read)
                .orElseThrow(() -> new SealBroken("data key " + number + " is not in partition " + partition));
    }

    /** A secret of the service's own that lasts, with what is to be stored of it. */
    public Secret newSecret(Owner owner) {
        KeyUse use = KeyUse.owned(scope.service, owner);
        Generated generated = keys.generate(use);
        WrappedKey row = new WrappedKey(Long.MAX_VALUE, owner.account(), owner.region(), "", use.keyId(), generated.keyArn(), generated.blob());
        return new Secret(row.write(), generated.secret());
    }

    /** A secret, from what was stored of it. */
    public Secret secret(byte[] row) {
        WrappedKey wrapped = WrappedKey.read(row);
        return new Secret(row, keys.decrypt(wrapped, Caller.service(scope.service, wrapped.account(), wrapped.region())));
    }

    /** What a record takes along that is carried elsewhere or begins its life anew; decided there together with the record. */
    public Luggage luggage(int partition, long number) {
        WrappedKey row = stored(partition, number).keptUntil(clock.millis() + scope.longest.toMillis());
        return (changes, target) -> changes.batch().put(key(target.number(), number), row.write());
    }

    /** A data key's row on its way. */
    @FunctionalInterface
    public interface Luggage {
        /** Puts the row down; within a decision. */
        void arrive(Changes changes, Partition target);
    }

    /**
     * Removes the rows of data keys of which nothing can be left.
     *
     * @param longer how long, beyond {@link Scope#longest}, what is sealed for a resource is kept: by its ARN, milliseconds
     */
    public void forget(ToLongFunction<String> longer) {
        long now = clock.millis();
        for (Partition partition : partitions.all()) {
            List<byte[]> over = over(partition, now, longer);
            if (!over.isEmpty()) {
                partition.decide(changes -> {
                    over.forEach(changes.batch()::delete);
                    changes.lazily();
                    return null;
                });
            }
        }
    }

    private List<byte[]> over(Partition partition, long now, ToLongFunction<String> longer) {
        List<byte[]> over = new ArrayList<>();
        byte[] to = Keys.of(partition.number(), (byte) (scope.table + 1));
        try (Scan scan = partitions.store().scan(Keys.of(partition.number(), scope.table), to)) {
            while (scan.next()) {
                WrappedKey row = WrappedKey.read(scan.value());
                if (row.keepUntil() < now - longer.applyAsLong(row.resource())) {
                    over.add(scan.key());
                }
            }
        }
        return over;
    }

    private byte[] key(int partition, long number) {
        return Keys.of(partition, scope.table, number);
    }

    /** Each user has their own data keys, for each has their own rights; so has each session, which policies may narrow. */
    private static String who(Caller caller) {
        Session session = caller.principal().session();
        return caller.account() + " " + caller.principal().arn() + (session.isTemporary() ? " " + session.accessKeyId() : "");
    }

    private record Sealing(String keyId, Owner owner, String who) {}

    private record Opening(long number, String who) {}
}

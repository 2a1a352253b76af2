package dev.forebay.kms;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Partition;
import dev.forebay.store.Batch;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The keys, aliases and grants of one account in one region. Changed under the partition's lock; read without it, by any
 * thread, each thing as it is once it is durable.
 */
final class KeyRing {
    /** AWS: keys of an account in a region. */
    private static final int MOST_KEYS = 100_000;

    private final Place place;
    private final Partition partition;
    private final NavigableMap<String, Kept<KeyRecord>> keys = new ConcurrentSkipListMap<>();
    private final NavigableMap<String, Kept<Alias>> aliases = new ConcurrentSkipListMap<>();
    /** By id of the key and id of the grant, with a slash between. */
    private final NavigableMap<String, Kept<Grant>> grants = new ConcurrentSkipListMap<>();
    private final Map<String, KeyRing> rings;
    /** How many keys there are: counting them would take as long as there are many. Used under the lock. */
    private int count;

    /** {@code rings}: those of all places, by the ids of the keys in them. */
    KeyRing(Place place, Partition partition, Map<String, KeyRing> rings) {
        this.place = place;
        this.partition = partition;
        this.rings = rings;
    }

    Place place() {
        return place;
    }

    /** From the store, while it is opened. */
    void load(KeyRecord key) {
        keys.put(key.name().id(), Kept.read(key));
        count++;
        rings.put(key.name().id(), this);
    }

    void load(Alias alias) {
        aliases.put(alias.name(), Kept.read(alias));
    }

    void load(Grant grant) {
        grants.put(grant.key().id() + "/" + grant.id(), Kept.read(grant));
    }

    Optional<KeyRecord> key(String id) {
        return Optional.ofNullable(keys.get(id)).map(kept -> kept.durable(partition));
    }

    Optional<Alias> alias(String name) {
        return Optional.ofNullable(aliases.get(name)).map(kept -> kept.durable(partition));
    }

    /** A key as decided, durable or not: for who decides who may use it. */
    Optional<KeyRecord> peek(String id) {
        return Optional.ofNullable(keys.get(id)).map(Kept::peek);
    }

    Optional<Alias> peekAlias(String name) {
        return Optional.ofNullable(aliases.get(name)).map(Kept::peek);
    }

    /** Names of a key's aliases. */
    List<String> peekAliases(String keyId) {
        return aliases.values().stream().map(Kept::peek).filter(alias -> alias.keyId().equals(keyId)).map(Alias::name).toList();
    }

    List<Grant> peekGrants(String keyId) {
        return grants.subMap(keyId + "/", keyId + "0").values().stream().map(Kept::peek).toList();
    }

    /** Waits for whatever was decided before: before something is said not to be there, or all of it is listed. */
    void settle() {
        partition.settle();
    }

    /** All keys in the order of their ids, once that is durable. */
    List<KeyRecord> keys() {
        List<KeyRecord> all = keys.values().stream().map(Kept::peek).toList();
        partition.settle();
        return all;
    }

    List<Alias> aliases() {
        List<Alias> all = aliases.values().stream().map(Kept::peek).toList();
        partition.settle();
        return all;
    }

    List<Grant> grants(String keyId) {
        List<Grant> all = peekGrants(keyId);
        partition.settle();
        return all;
    }

    List<Grant> grants() {
        List<Grant> all = grants.values().stream().map(Kept::peek).toList();
        partition.settle();
        return all;
    }

    /** Decides something that makes the state grow. */
    <R> R grow(Function<Decision, R> decision) {
        partition.store().requireSpace();
        return decide(decision);
    }

    /** Decides something about this place. Also on a full disk: who disables or deletes a key is not kept waiting. */
    <R> R decide(Function<Decision, R> decision) {
        return partition.decide(changes -> decision.apply(new Decision(changes)));
    }

    /** Changes a key. The change may refuse by throwing. */
    KeyRecord change(String id, UnaryOperator<KeyRecord> change) {
        return decide(decision -> {
            KeyRecord changed = change.apply(decision.key(id));
            decision.put(changed);
            return changed;
        });
    }

    /** What a decision sees and does. Lives as long as it; whatever it looks at is durable before its reply goes out. */
    final class Decision {
        private final Changes changes;

        private Decision(Changes changes) {
            this.changes = changes;
        }

        /** @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it is gone */
        KeyRecord key(String id) {
            Kept<KeyRecord> kept = keys.get(id);
            if (kept == null) {
                changes.revealsEverything();
                throw KmsErrors.keyNotFound(place.arn("key/" + id));
            }
            return kept.within(changes);
        }

        Optional<Alias> alias(String name) {
            Kept<Alias> kept = aliases.get(name);
            if (kept == null) {
                changes.revealsEverything();
            }
            return Optional.ofNullable(kept).map(one -> one.within(changes));
        }

        int aliases(String keyId) {
            return (int) aliases.values().stream().map(Kept::peek).filter(alias -> alias.keyId().equals(keyId)).count();
        }

        List<Grant> grants(String keyId) {
            changes.revealsEverything();
            return peekGrants(keyId);
        }

        Optional<Grant> grant(String keyId, String grantId) {
            changes.revealsEverything();
            return Optional.ofNullable(grants.get(keyId + "/" + grantId)).map(Kept::peek);
        }

        void requireRoom() {
            if (count >= MOST_KEYS) {
                throw KmsErrors.limitExceeded("There are " + MOST_KEYS + " keys in this account and region already.");
            }
        }

        void put(KeyRecord key) {
            batch().put(row(Tables.KEY, key.name().id()), key.write());
            count += keys.put(key.name().id(), Kept.decided(key, changes)) == null ? 1 : 0;
            rings.put(key.name().id(), KeyRing.this);
        }

        void put(Alias alias) {
            batch().put(row(Tables.ALIAS, alias.name()), alias.write());
            aliases.put(alias.name(), Kept.decided(alias, changes));
        }

        void put(Grant grant) {
            String name = grant.key().id() + "/" + grant.id();
            batch().put(row(Tables.GRANT, name), grant.write());
            grants.put(name, Kept.decided(grant, changes));
        }

        void remove(Alias alias) {
            batch().delete(row(Tables.ALIAS, alias.name()));
            aliases.remove(alias.name());
        }

        void remove(Grant grant) {
            String name = grant.key().id() + "/" + grant.id();
            batch().delete(row(Tables.GRANT, name));
            grants.remove(name);
        }

        /** A key with its material and all that refers to it. */
        void erase(KeyRecord key) {
            String id = key.name().id();
            peekGrants(id).forEach(this::remove);
            aliases.values().stream().map(Kept::peek).filter(alias -> alias.keyId().equals(id)).forEach(this::remove);
            batch().delete(row(Tables.KEY, id));
            keys.remove(id);
            count--;
            rings.remove(id);
        }

        private Batch batch() {
            return changes.batch();
        }

        private byte[] row(byte table, String name) {
            return Tables.key(partition.number(), table, place, name);
        }
    }
}

package dev.forebay.kms;

import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keys that nobody has to make: those that AWS manages in an account for a service ({@code alias/aws/sqs}), and those that
 * are a service's own, of which the account knows nothing. Each is made when it is first asked for.
 */
final class ManagedKeys {
    /** AWS's services that have a key in every account, as far as they are here. */
    private static final Set<String> SERVICES = Set.of("sqs", "sns", "kinesis", "dynamodb", "s3", "lambda", "secretsmanager", "ssm");

    private final KmsService service;

    ManagedKeys(KmsService service) {
        this.service = service;
    }

    /** Makes the key that an alias promises; empty for an alias that promises none, or not to this caller. */
    Optional<Alias> make(KeyRing ring, String alias, Caller caller) {
        if (policy(ring.place(), alias, caller).isEmpty()) {
            return Optional.empty();
        }
        KeyRecord made = key(ring.place(), name(alias), isOwn(alias));
        Alias kept = ring.grow(decision -> decision.alias(alias).orElseGet(() -> {
            Alias fresh = new Alias(alias, made.name().id(), made.createdAt(), made.createdAt());
            decision.put(made);
            decision.put(fresh);
            return fresh;
        }));
        service.deadlines().set(made);
        return Optional.of(kept);
    }

    /** The policy of the key that an alias promises to a caller, made or not: who may have it made may use it. Empty for none. */
    Optional<String> policy(Place place, String alias, Caller caller) {
        boolean own = isOwn(alias) && caller.principal().kind() == Principal.Kind.SERVICE;
        boolean managed = SERVICES.contains(name(alias)) && alias.equals(Alias.RESERVED + name(alias));
        return place.equals(Place.of(caller)) && (own || managed) ? Optional.of(policy(place, name(alias), own)) : Optional.empty();
    }

    private static String policy(Place place, String name, boolean own) {
        return own ? KeyPolicies.ofServicesOwn(name) : KeyPolicies.ofManaged(place, name);
    }

    private static boolean isOwn(String alias) {
        return alias.startsWith(Alias.SERVICES_OWN);
    }

    private static String name(String alias) {
        return alias.substring(alias.lastIndexOf('/') + 1);
    }

    private KeyRecord key(Place place, String name, boolean own) {
        KeyName key = service.newName(place);
        long now = service.now();
        Nature nature = Nature.symmetric(own ? Nature.Owner.SERVICE : Nature.Owner.AWS);
        return new KeyRecord(key, now, nature, Life.ENABLED, KeyPolicies.description(name),
                policy(place, name, own), Map.of(), Rotation.every(Rotation.DEFAULT_DAYS, now),
                List.of(service.materials().make(key, nature.spec(), Version.Origin.FIRST, now)));
    }
}

package dev.forebay.kms;

import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import java.util.Locale;
import java.util.Optional;

/** Finds keys for a caller. */
final class KeyFinder {
    private final KmsService service;
    private final Caller caller;

    KeyFinder(KmsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    /** A key by any of its names, in any account: what uses keys takes them all. */
    Found find(String given) {
        KeyReference reference = KeyReference.parse(given, caller);
        KeyRing ring = reference.place().equals(Place.of(caller)) ? service.rings().at(reference.place()) : service.rings().look(reference.place());
        String id = reference.isAlias() ? aliased(ring, reference) : reference.name().toLowerCase(Locale.ROOT);
        return found(ring, id).orElseThrow(() -> {
            ring.settle();
            return KmsErrors.keyNotFound(reference.place().arn("key/" + (reference.isAlias() ? id : reference.name())));
        });
    }

    private String aliased(KeyRing ring, KeyReference reference) {
        Optional<Alias> alias = ring.alias(reference.name()).filter(found -> !found.name().startsWith(Alias.SERVICES_OWN) || isService());
        return alias.or(() -> service.managedKeys().make(ring, reference.name(), caller)).map(Alias::keyId).orElseThrow(() -> {
            ring.settle();
            return KmsErrors.aliasNotFound(reference.arn());
        });
    }

    /** A key by its id or ARN: what changes keys takes no aliases. */
    Found named(String given) {
        if (KeyReference.parse(given, caller).isAlias()) {
            throw KmsErrors.invalidArn("Key Aliases are not supported for this operation.");
        }
        return find(given);
    }

    /** The same, of the caller's own account. */
    Found own(String given) {
        Found found = named(given);
        if (!found.ring.place().account().equals(caller.account())) {
            throw KmsErrors.accessDenied("The operation is not allowed on keys of another account: " + found.key.arn());
        }
        return found;
    }

    /** The same, where AWS lets nobody change what it manages. */
    Found changeable(String given) {
        Found found = own(given);
        if (found.key.nature().owner() != Nature.Owner.CUSTOMER) {
            throw KmsErrors.accessDenied("The operation is not allowed on the AWS managed key " + found.key.arn());
        }
        return found;
    }

    /** A key that a ciphertext tells of: of any account, in the caller's region. */
    Optional<Found> ofCiphertext(String keyId) {
        return service.rings().withKey(caller.region(), keyId).flatMap(ring -> found(ring, keyId));
    }

    private Optional<Found> found(KeyRing ring, String id) {
        return ring.key(id).filter(key -> key.nature().owner() != Nature.Owner.SERVICE || isService()).map(key -> new Found(ring, key));
    }

    private boolean isService() {
        return caller.principal().kind() == Principal.Kind.SERVICE;
    }

    /** A key, and where it is kept. */
    record Found(KeyRing ring, KeyRecord key) {

        /** Whether it may be used so, as AWS asks: usage first, then state. */
        KeyRecord usable(Usage usage, String operation) {
            if (key.nature().usage() != usage) {
                throw KmsErrors.wrongUsage(key, operation);
            }
            return enabled();
        }

        KeyRecord enabled() {
            requireAlive();
            if (!key.life().isEnabled()) {
                throw KmsErrors.disabled(key.arn());
            }
            return key;
        }

        KeyRecord requireAlive() {
            return requireAlive(key);
        }

        /** The same as part of a decision. */
        static KeyRecord requireAlive(KeyRecord key) {
            if (key.life().isPendingDeletion()) {
                throw KmsErrors.pendingDeletion(key.arn());
            }
            return key;
        }
    }
}

package dev.forebay.kms;

import dev.forebay.access.Access;
import dev.forebay.access.ConditionKeys;
import dev.forebay.access.ResourceSide;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.GrantConstraints;

/** What a call does with one key, and what the key says of it: its policy, which has the last word, and its grants. */
final class KeyAccess {
    private final KmsService service;

    KeyAccess(KmsService service) {
        this.service = service;
    }

    /**
     * An action on a key.
     *
     * @param operation as grants name it
     * @param keyId     as the request names the key
     * @param context   that the request comes with
     */
    Access on(Caller caller, SdkRequest request, String operation, String keyId, Map<String, String> context) {
        KeyReference reference = KeyReference.parse(keyId, caller);
        KeyRing ring = service.rings().look(reference.place());
        Optional<KeyRecord> key = reference.isAlias() ? ring.peekAlias(reference.name()).flatMap(alias -> ring.peek(alias.keyId()))
                : ring.peek(reference.name().toLowerCase(Locale.ROOT));
        ConditionKeys keys = KeyConditions.ofCaller(caller).with(KeyConditions.REQUEST_ALIAS, reference.isAlias() ? reference.name() : null);
        return key.map(found -> on(caller, request, new Use(operation, context), new KeyFinder.Found(ring, found), keys))
                .orElseGet(() -> Access.of("kms:" + operation, reference.arn(), reference.place().account()).with(keys.map())
                        .with(promised(caller, reference)));
    }

    /** A key that is made when it is first asked for: its policy decides already then. */
    private ResourceSide promised(Caller caller, KeyReference reference) {
        return reference.isAlias() ? service.managedKeys().policy(reference.place(), reference.name(), caller).map(ResourceSide::deciding)
                .orElse(ResourceSide.NONE) : ResourceSide.NONE;
    }

    /** The same on the key that a ciphertext is of; where it is of none, on a key that nobody has. */
    Access onCiphertext(Caller caller, SdkRequest request, String operation, SdkBytes blob, Map<String, String> context) {
        ConditionKeys keys = KeyConditions.ofCaller(caller);
        Optional<String> id = Optional.ofNullable(blob).flatMap(bytes -> Ciphertext.read(bytes.asByteArray())).map(Ciphertext::keyId);
        return id.flatMap(known -> service.rings().withKey(caller.region(), known).flatMap(ring ->
                        ring.peek(known).map(key -> on(caller, request, new Use(operation, context), new KeyFinder.Found(ring, key), keys))))
                .orElseGet(() -> Access.of("kms:" + operation, Place.of(caller).arn("key/" + id.orElse("unknown")), caller.account()).with(keys.map()));
    }

    private Access on(Caller caller, SdkRequest request, Use use, KeyFinder.Found found, ConditionKeys keys) {
        KeyRecord key = found.key();
        KeyConditions.addKey(keys, found.ring(), key);
        KeyConditions.addContext(keys, use.context);
        KeyConditions.addRequest(keys, caller, request);
        KeyConditions.addAlgorithm(keys, use.operation, request);
        ResourceSide side = ResourceSide.deciding(key.policy());
        boolean granted = found.ring().peekGrants(key.name().id()).stream().anyMatch(grant -> covers(grant, caller, use, request));
        return new Access("kms:" + use.operation, key.arn(), key.name().place().account(), keys.map(), granted ? side.withGrant() : side);
    }

    private static boolean covers(Grant grant, Caller caller, Use use, SdkRequest request) {
        if (use.operation.equals("RetireGrant")) {
            return isOf(grant, request) && (is(caller, grant.terms().retiring()) || is(caller, grant.terms().grantee())
                    && grant.terms().operations().contains("RetireGrant"));
        }
        return is(caller, grant.terms().grantee()) && grant.allows(use.operation, use.context)
                && (!(request instanceof CreateGrantRequest child) || isWithin(grant, child));
    }

    private static boolean isOf(Grant grant, SdkRequest request) {
        return request.getValueForField("GrantId", String.class).filter(grant.id()::equals).isPresent()
                || request.getValueForField("GrantToken", String.class).filter(GrantTokens.of(grant)::equals).isPresent();
    }

    /** AWS: who may give grants by a grant gives no more than it has. */
    private static boolean isWithin(Grant parent, CreateGrantRequest child) {
        GrantConstraints constraints = child.constraints();
        Map<String, String> equal = constraints == null ? Map.of() : constraints.encryptionContextEquals();
        Map<String, String> subset = constraints == null ? Map.of() : constraints.encryptionContextSubset();
        boolean narrow = switch (parent.terms().constraint().kind()) {
            case NONE -> true;
            case EQUALS -> equal.equals(parent.terms().constraint().context());
            case SUBSET -> (equal.isEmpty() ? subset : equal).entrySet().containsAll(parent.terms().constraint().context().entrySet());
        };
        return narrow && parent.terms().operations().containsAll(child.operationsAsStrings());
    }

    /** Whether a grant's principal is this caller. A role is whoever has assumed it; a user is not whom it federates. */
    private static boolean is(Caller caller, String principal) {
        Principal who = caller.principal();
        return !principal.isEmpty() && who.kind() != Principal.Kind.ANONYMOUS
                && (who.arn().equals(principal) || who.kind() == Principal.Kind.ROLE && who.session().issuer().equals(principal));
    }

    private record Use(String operation, Map<String, String> context) {}
}

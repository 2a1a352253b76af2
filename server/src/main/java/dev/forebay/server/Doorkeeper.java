package dev.forebay.server;

import dev.forebay.access.AccessRules;
import dev.forebay.gateway.AccessDecision;
import dev.forebay.gateway.EndpointGate;
import dev.forebay.gateway.Guard;
import dev.forebay.iam.IamService;
import dev.forebay.iam.RootKey;
import dev.forebay.identity.Caller;
import dev.forebay.identity.SignatureV4;
import dev.forebay.runtime.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the mode means: which guard stands before the gateway and between the services, and whether a root needs a key. */
final class Doorkeeper {
    /** Nobody reads policies yet: an endpoint that has one lets nothing through. */
    private static final EndpointGate.Reader UNREAD = (policy, caller, access) -> EndpointGate.Word.SILENT;

    private final AuthConfig config;
    private final SignatureV4 verifier;
    private final AccessDecision decision;
    private final Optional<RootKey> newRoot;

    private Doorkeeper(AuthConfig config, SignatureV4 verifier, AccessDecision decision, Optional<RootKey> newRoot) {
        this.config = config;
        this.verifier = verifier;
        this.decision = decision;
        this.newRoot = newRoot;
    }

    /** {@code endpointPolicies}: documents by the endpoint's id. */
    static Doorkeeper of(AuthConfig config, Map<String, String> endpointPolicies, IamService iam, Clock clock) {
        return new Doorkeeper(config, new SignatureV4(iam.credentials(), () -> Instant.ofEpochMilli(clock.millis())), new EndpointGate(endpointPolicies, UNREAD, new RootAlone()),
                config.isEnforced() ? iam.createRootIfNone(config.root()) : Optional.empty());
    }

    /** Before services with these rules, by their wire names. */
    Guard guard(Map<String, AccessRules> rules) {
        return config.isEnforced() ? Guard.enforced(verifier, rules, decision) : Guard.OPEN;
    }

    /** A client within the process. In open mode it is the client itself. */
    <C> C client(Class<C> type, String service, C client, Caller caller, Guard guard) {
        return guard == Guard.OPEN ? client : GuardedClient.of(type, service, client, caller, guard);
    }

    /** The key that was made at this start, because the root had none. */
    Optional<RootKey> newRoot() {
        return newRoot;
    }
}

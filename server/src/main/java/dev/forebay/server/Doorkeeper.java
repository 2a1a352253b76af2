package dev.forebay.server;

import dev.forebay.access.AccessRules;
import dev.forebay.access.Decider;
import dev.forebay.access.Decision;
import dev.forebay.access.EndpointPolicies;
import dev.forebay.gateway.AccessGate;
import dev.forebay.gateway.AccessGate.Denial;
import dev.forebay.gateway.EndpointGate;
import dev.forebay.gateway.Guard;
import dev.forebay.iam.IamService;
import dev.forebay.iam.RootKey;
import dev.forebay.identity.Caller;
import dev.forebay.identity.SignatureV4;
import dev.forebay.runtime.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** What the mode means: which guard stands before the gateway and between the services, and whether a root needs a key. */
final class Doorkeeper {
    private final AuthConfig config;
    private final SignatureV4 verifier;
    private final AccessGate gate;
    private final Optional<RootKey> newRoot;

    private Doorkeeper(AuthConfig config, SignatureV4 verifier, AccessGate gate, Optional<RootKey> newRoot) {
        this.config = config;
        this.verifier = verifier;
        this.gate = gate;
        this.newRoot = newRoot;
    }

    /** {@code endpoints}: policies of VPC endpoints by the endpoint's id. */
    static Doorkeeper of(AuthConfig config, Map<String, String> endpoints, IamService iam, Clock clock) {
        InstantSource time = () -> Instant.ofEpochMilli(clock.millis());
        AccessGate gate = new EndpointGate(
                endpoints, new EndpointPolicies(iam.identities(), time)::word, policies(new Decider(iam.identities(), time)));
        return new Doorkeeper(config, new SignatureV4(iam.credentials(), time), gate,
                config.isEnforced() ? iam.createRootIfNone(config.root()) : Optional.empty());
    }

    /** The explanation on one line: it goes into the log. */
    private static AccessGate policies(Decider decider) {
        return (caller, access) -> {
            Decision decision = decider.decide(caller, access);
            return decision.allowed() ? Optional.empty()
                    : Optional.of(new Denial(decision.message(), decision.explanation().toString().replace("\n", "; ")));
        };
    }

    /** Before services with these rules, by their wire names. */
    Guard guard(Map<String, AccessRules> rules) {
        return config.isEnforced() ? Guard.enforced(verifier, rules, gate) : Guard.OPEN;
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

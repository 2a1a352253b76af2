package dev.forebay.access;

import dev.forebay.access.Identities.Attached;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal.Kind;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the policies of VPC endpoints say: documents like those of resources, that limit what passes and give nobody anything.
 * Any thread, on every request through an endpoint; parses nothing that it saw before.
 */
public final class EndpointPolicies {

    /** What a document says of a call. */
    public enum Word {
        /** It may pass. */
        ALLOWS,
        /** Nothing lets it pass. */
        SILENT,
        /** It may not, or the document cannot be read. */
        DENIES
    }

    private final Identities identities;
    private final InstantSource time;
    private final PolicyCache compiled = new PolicyCache(PolicyKind.RESOURCE);

    /** {@code identities}: for the tags of whoever calls. */
    public EndpointPolicies(Identities identities, InstantSource time) {
        this.identities = identities;
        this.time = time;
    }

    /** What keeps a document from being understood; empty for nothing. */
    public static Optional<String> problem(String json) {
        return Policy.of(PolicyKind.RESOURCE, json).problem();
    }

    /** What a document says of a call. */
    public Word word(String json, Caller caller, Access access) {
        Attached attached = switch (caller.principal().kind()) {
            case USER, ROLE, FEDERATED -> identities.of(caller);
            case ROOT, SERVICE, ANONYMOUS -> Attached.NOTHING;
        };
        Voice voice = compiled.of(json).voice(Question.of(caller, access, new CallContext(caller, access, attached.tags(), time.instant())));
        return switch (voice) {
            case ALLOWS, ALLOWS_WITHIN -> Word.ALLOWS;
            // AWS: an account that is named in the policy of an endpoint is its root alone.
            case DELEGATES -> caller.principal().kind() == Kind.ROOT ? Word.ALLOWS : Word.SILENT;
            case SILENT -> Word.SILENT;
            case DENIES, BROKEN -> Word.DENIES;
        };
    }
}

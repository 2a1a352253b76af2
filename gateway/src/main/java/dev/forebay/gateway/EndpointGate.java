package dev.forebay.gateway;

import dev.forebay.access.Access;
import dev.forebay.access.EndpointPolicies.Word;
import dev.forebay.identity.Caller;
import java.util.Map;
import java.util.Optional;

/**
 * The policies of endpoints before all others: what comes through an endpoint must be allowed by its policy, too. A call that came
 * another way, or through an endpoint without a policy, is not its matter. Immutable.
 */
public final class EndpointGate implements AccessGate {

    /** Reads policies. Any thread, on every request through an endpoint. */
    @FunctionalInterface
    public interface Reader {

        /** What the document says; what cannot be read does not allow. */
        Word word(String policy, Caller caller, Access access);
    }

    private final Map<String, String> policies;
    private final Reader reader;
    private final AccessGate others;

    /**
     * Puts the gate before the other policies.
     *
     * @param policies documents by the endpoint's id: {@link GatewayConfig#endpointPolicies}
     */
    public EndpointGate(Map<String, String> policies, Reader reader, AccessGate others) {
        this.policies = Map.copyOf(policies);
        this.reader = reader;
        this.others = others;
    }

    @Override
    public Optional<Denial> denial(Caller caller, Access access) {
        Optional<Denial> here = denialHere(caller, access);
        return here.isPresent() ? here : others.denial(caller, access);
    }

    // AWS: what needs no permission, such as GetCallerIdentity, does need that of the endpoint.
    @Override
    public Optional<Denial> denialOfFree(Caller caller, Access access) {
        Optional<Denial> here = denialHere(caller, access);
        return here.isPresent() ? here : others.denialOfFree(caller, access);
    }

    private Optional<Denial> denialHere(Caller caller, Access access) {
        String endpoint = caller.origin().vpcEndpoint();
        String policy = endpoint.isEmpty() ? null : policies.get(endpoint);
        if (policy == null) {
            return Optional.empty();
        }
        return switch (reader.word(policy, caller, access)) {
            case ALLOWS -> Optional.empty();
            case DENIES -> Optional.of(refusal(caller, access, " with an explicit deny in a VPC endpoint policy"));
            case SILENT -> Optional.of(refusal(caller, access, " because no VPC endpoint policy allows the " + access.action() + " action"));
        };
    }

    private static Denial refusal(Caller caller, Access access, String because) {
        return new Denial("User: " + caller.principal().arn() + " is not authorized to perform: " + access.action()
                + " on resource: " + access.resource() + because, "the policy of " + caller.origin().vpcEndpoint() + because);
    }
}

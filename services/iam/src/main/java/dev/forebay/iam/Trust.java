package dev.forebay.iam;

import dev.forebay.access.Access;
import dev.forebay.access.Decider;
import dev.forebay.access.Identities.Attached;
import dev.forebay.access.ResourceSide;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Whether a role's trust policy lets a web identity in: by the decision by which every call is decided. */
final class Trust {
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";

    private final Decider decider;

    Trust(StsContext.Tools tools) {
        // A web identity has no policies of its own.
        decider = new Decider(_ -> Attached.NOTHING, () -> Instant.ofEpochMilli(tools.clock().millis()));
    }

    /** {@code keys}: the condition keys of the request. */
    boolean lets(StsContext.Found found, OidcProvider provider, Map<String, List<String>> keys, Caller asking) {
        String providerArn = provider.arn(found.account().id());
        String subject = keys.get(provider.url() + ":sub").getFirst();
        Principal identity = new Principal(Principal.Kind.FEDERATED, providerArn, provider.url() + ":" + subject, Session.NONE);
        Access access = Access.of(ACTION, found.role().arn(found.account().id()), found.account().id()).with(keys)
                .with(ResourceSide.deciding(found.role().settings().trust()));
        return decider.decide(new Caller(found.account().id(), asking.region(), identity, asking.origin()), access).allowed();
    }
}

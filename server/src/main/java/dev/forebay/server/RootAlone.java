package dev.forebay.server;

import dev.forebay.access.Access;
import dev.forebay.gateway.AccessDecision;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import java.util.Optional;

/** The narrowest decision: an account's root may everything on what is its own, nobody else may anything. */
final class RootAlone implements AccessDecision {

    @Override
    public Optional<Denial> denial(Caller caller, Access access) {
        boolean may = caller.principal().kind() == Principal.Kind.ROOT && caller.account().equals(access.owner());
        return may ? Optional.empty() : Optional.of(new Denial(
                "User: " + caller.principal().arn() + " is not authorized to perform: " + access.action() + " on resource: " + access.resource(),
                "only the root of " + access.owner() + " may"));
    }
}

package dev.forebay.gateway;

import dev.forebay.access.Access;
import dev.forebay.identity.Caller;
import java.util.Optional;

/** What a caller must pass to do one thing: where all policies meet. Any thread, on every request. */
@FunctionalInterface
public interface AccessGate {

    /** Why not; empty when the caller may. */
    Optional<Denial> denial(Caller caller, Access access);

    /** Why a call that needs no permission may not pass nevertheless; empty when it may. */
    default Optional<Denial> denialOfFree(Caller caller, Access access) {
        return Optional.empty();
    }

    /**
     * A refusal.
     *
     * @param message     AWS's sentence, for the caller: {@code User: … is not authorized to perform: … on resource: … because …}
     * @param explanation for the operator, on one line: who may not do what to which resource, and which policy said so or that none spoke
     */
    record Denial(String message, String explanation) {}
}

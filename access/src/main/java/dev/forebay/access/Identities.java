package dev.forebay.access;

import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What identities are allowed by their own policies. Any thread, on every request: reads memory only. */
public interface Identities {

    /** The policies of whoever calls. Nothing for somebody who is not known any more: then nothing is allowed. */
    Attached of(Caller caller);

    /**
     * Policies of an identity, those of its groups among them; session policies come with the caller.
     *
     * @param policies inline and managed ones, as JSON
     * @param boundary the permissions boundary, as JSON
     * @param tags     of the user or role: {@code aws:PrincipalTag/…}
     */
    record Attached(List<Named> policies, Optional<Named> boundary, Map<String, String> tags) {

        /** No policies at all. */
        public static final Attached NOTHING = new Attached(List.of(), Optional.empty(), Map.of());

        public Attached {
            policies = List.copyOf(policies);
            tags = Map.copyOf(tags);
        }
    }

    /**
     * A policy and what explanations call it.
     *
     * @param name ARN of a managed policy; {@code user/ops/inline-name} and the like for an inline one
     * @param json the document
     */
    record Named(String name, String json) {}
}

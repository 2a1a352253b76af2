package dev.forebay.access;

import dev.forebay.access.Identities.Named;
import dev.forebay.identity.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A call that is only thought of.
 *
 * @param caller   whose policies these might be
 * @param access   what it would do, with the resource's policy
 * @param policies those of the identity, named as answers shall name them
 * @param boundary the permissions boundary
 * @param tags     of the user or role
 * @param context  condition keys and their values, which count before those of the caller
 */
public record Simulation(Caller caller, Access access, List<Named> policies, Optional<Named> boundary, Map<String, String> tags,
        Map<String, List<String>> context) {

    public Simulation {
        policies = List.copyOf(policies);
        tags = Map.copyOf(tags);
        Map<String, List<String>> lower = new HashMap<>();
        context.forEach((key, values) -> lower.put(key.toLowerCase(Locale.ROOT), List.copyOf(values)));
        context = Map.copyOf(lower);
    }

    /**
     * What would come of it.
     *
     * @param reason   what decided
     * @param matched  the statements that apply, those of identities first
     * @param missing  condition keys that policies ask for and that nobody told, in lower case
     * @param boundary whether the permissions boundary allows; empty without one
     */
    public record Outcome(Reason reason, List<Matched> matched, List<String> missing, Optional<Boolean> boundary) {

        public Outcome {
            matched = List.copyOf(matched);
            missing = List.copyOf(missing);
        }

        /** AWS's word: {@code allowed}, {@code explicitDeny}, {@code implicitDeny}. */
        public String decision() {
            if (reason == Reason.ALLOWED) {
                return "allowed";
            }
            return reason.isExplicitDeny() ? "explicitDeny" : "implicitDeny";
        }
    }

    /** A statement that applies, and where it stands in the policy's text. */
    public record Matched(String policy, PolicyKind kind, Place start, Place end) {}
}

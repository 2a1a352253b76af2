package dev.forebay.access;

import dev.forebay.identity.Json;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies that a service has stored, looked through when it opens: one with twins among its members was taken before such were refused. It denies
 * everything, for which of the twins was meant nobody knows, and its owner should hear of it before its users do.
 */
public final class StoredPolicies {
    private static final Logger LOG = LoggerFactory.getLogger(StoredPolicies.class);

    /** So many are named in the log. */
    private static final int NAMED = 20;

    private StoredPolicies() {}

    /**
     * One policy.
     *
     * @param resource what it is of, an ARN, and its name where there may be several
     * @param json     empty for none
     */
    public record Stored(String resource, String json) {

        private Stream<String> twins() {
            return Json.twins(json).stream().map(twins -> resource + " (" + twins + ")");
        }
    }

    /** Logs a warning about those with twins; returns what it named. */
    public static List<String> warn(Stream<Stored> policies) {
        List<String> found = policies.filter(policy -> !policy.json.isEmpty()).flatMap(Stored::twins).toList();
        if (!found.isEmpty()) {
            LOG.warn("Stored policies in which a member stands twice deny everything until they are set anew. There are {}: {}{}", found.size(),
                    String.join(", ", found.subList(0, Math.min(NAMED, found.size()))), found.size() > NAMED ? ", …" : "");
        }
        return found;
    }
}

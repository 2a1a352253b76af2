package dev.forebay.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the credentials of a call say beyond who their owner is.
 *
 * @param accessKeyId the key that signed; empty where nothing was signed
 * @param issuer      ARN of the role or user that temporary credentials stand for; empty for long-lived ones
 * @param issued      when temporary credentials were issued
 * @param expires     when they end
 * @param multiFactor whether their owner showed a second factor
 * @param policies    policies that narrow what temporary credentials may do, as JSON
 * @param tags        session tags, {@code aws:PrincipalTag/…} beside those of the user or role
 * @param sourceIdentity {@code sts:SourceIdentity}; empty for none
 * @param transitive keys of those tags that go along when this session assumes another role
 */
public record Session(String accessKeyId, String issuer, Optional<Instant> issued, Optional<Instant> expires, boolean multiFactor,
        List<String> policies, Map<String, String> tags, String sourceIdentity, Set<String> transitive) {

    /** Nothing more. */
    public static final Session NONE = ofKey("");

    public Session {
        policies = List.copyOf(policies);
        tags = Map.copyOf(tags);
        transitive = Set.copyOf(transitive);
    }

    /** A session whose tags end with it. */
    public Session(String accessKeyId, String issuer, Optional<Instant> issued, Optional<Instant> expires, boolean multiFactor,
            List<String> policies, Map<String, String> tags, String sourceIdentity) {
        this(accessKeyId, issuer, issued, expires, multiFactor, policies, tags, sourceIdentity, Set.of());
    }

    /** A long-lived access key. */
    public static Session ofKey(String accessKeyId) {
        return new Session(accessKeyId, "", Optional.empty(), Optional.empty(), false, List.of(), Map.of(), "");
    }

    /** Whether the credentials end by themselves. */
    public boolean isTemporary() {
        return expires.isPresent();
    }
}

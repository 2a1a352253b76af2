package dev.forebay.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 */
public record Session(String accessKeyId, String issuer, Optional<Instant> issued, Optional<Instant> expires, boolean multiFactor,
        List<String> policies, Map<String, String> tags, String sourceIdentity) {

    /** Nothing more. */
    public static final Session NONE = ofKey("");

    public Session {
        policies = List.copyOf(policies);
        tags = Map.copyOf(tags);
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

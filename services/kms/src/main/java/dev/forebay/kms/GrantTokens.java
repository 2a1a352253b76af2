package dev.forebay.kms;

import dev.forebay.identity.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What CreateGrant hands out beside a grant's id, to use the grant before it is known everywhere. Here it is known at once; a
 * token names the grant, and is no secret.
 */
final class GrantTokens {
    private static final int MOST = 10;
    private static final String PREFIX = "forebay-grant ";

    private final KmsService service;
    private final Caller caller;

    GrantTokens(KmsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    static String of(Grant grant) {
        return Base64.getEncoder().encodeToString((PREFIX + grant.key().id() + " " + grant.id()).getBytes(StandardCharsets.UTF_8));
    }

    /** The id of the key that a token's grant is of. */
    static String keyId(String token) {
        return words(token)[1];
    }

    /** The grant that a token names, if there still is one. */
    Optional<Grant> find(String token) {
        String[] words = words(token);
        return service.rings().withKey(caller.region(), words[1])
                .flatMap(ring -> ring.grants(words[1]).stream().filter(grant -> grant.id().equals(words[2])).findFirst());
    }

    private static String[] words(String token) {
        try {
            String plain = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            String[] words = plain.split(" ");
            if (plain.startsWith(PREFIX) && words.length == 3 && KeyName.isWellFormed(words[1])) {
                return words;
            }
        } catch (IllegalArgumentException notBase64) {
            throw KmsErrors.invalidGrantToken("The grant token is not valid.");
        }
        throw KmsErrors.invalidGrantToken("The grant token is not valid.");
    }

    /** Refuses tokens that are none. Those of grants that were revoked since are of no use, and no error. */
    void check(List<String> tokens) {
        if (tokens.size() > MOST) {
            throw KmsErrors.validation("1 validation error detected: Value at 'grantTokens' failed to satisfy constraint: "
                    + "Member must have length less than or equal to " + MOST);
        }
        tokens.forEach(GrantTokens::words);
    }
}

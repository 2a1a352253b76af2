package dev.forebay.identity;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Access keys in memory, for tests. */
final class KnownKeys implements Credentials {

    /** The pair that AWS's published examples are signed with. */
    static final String EXAMPLE_KEY = "AKIDEXAMPLE";
    static final String EXAMPLE_SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final AccountId ACCOUNT = new AccountId("123456789012");

    private final Map<String, Key> keys = new HashMap<>();

    static KnownKeys example() {
        return new KnownKeys().with(EXAMPLE_KEY, EXAMPLE_SECRET);
    }

    KnownKeys with(String accessKeyId, String secret) {
        keys.put(accessKeyId, new Key(secret, Optional.empty()));
        return this;
    }

    KnownKeys with(String accessKeyId, String secret, String token) {
        keys.put(accessKeyId, new Key(secret, Optional.of(token)));
        return this;
    }

    @Override
    public Credential find(String accessKeyId, Optional<String> sessionToken) {
        Key key = keys.get(accessKeyId);
        if (key == null || !key.token.equals(sessionToken)) {
            throw new AuthenticationRefused("InvalidClientTokenId", 403, "The security token included in the request is invalid.");
        }
        return new Credential(key.secret, ACCOUNT, Principal.root(ACCOUNT));
    }

    private record Key(String secret, Optional<String> token) {}
}

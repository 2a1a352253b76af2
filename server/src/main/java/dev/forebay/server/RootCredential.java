package dev.forebay.server;

import dev.forebay.iam.RootKey;

/** How a root's new access key is shown, the one time that it is. */
final class RootCredential {

    private RootCredential() {}

    static String text(AuthConfig auth, RootKey key) {
        return """
                  Root of account %s, shown this once:

                    export AWS_ACCESS_KEY_ID=%s
                    export AWS_SECRET_ACCESS_KEY=%s

                  Keep it like a password. With the server stopped, bin/forebay credentials --reset-root makes another.
                """.formatted(auth.root(), key.accessKeyId(), key.secret());
    }
}

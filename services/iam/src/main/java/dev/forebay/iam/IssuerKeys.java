package dev.forebay.iam;

import java.net.URI;

/** Where the keys of OpenID Connect issuers come from. The service itself does no networking: whoever assembles it does. */
@FunctionalInterface
public interface IssuerKeys {

    /** For a server that reaches nobody. */
    IssuerKeys NONE = (issuer, _) -> {
        throw new Unreachable("no issuer is reached from here: " + issuer);
    };

    /**
     * The issuer's JSON Web Key Set, by discovery. May be remembered.
     *
     * @param issuer as tokens name it
     * @param fresh  whether what is remembered had not the key that was looked for; asked again soon, it may be what is remembered still
     * @throws Unreachable when the issuer does not answer as issuers do
     */
    String of(URI issuer, boolean fresh);

    /** An issuer that could not be asked. */
    final class Unreachable extends RuntimeException {
        public Unreachable(String message) {
            super(message, null, false, false);
        }
    }
}

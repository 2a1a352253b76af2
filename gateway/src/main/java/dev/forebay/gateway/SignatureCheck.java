package dev.forebay.gateway;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.AuthenticationRefused;
import dev.forebay.identity.Caller;
import dev.forebay.identity.HeaderLines;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import dev.forebay.identity.SentRequest;
import dev.forebay.identity.SignatureV4;
import dev.forebay.wire.Headers;
import dev.forebay.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Authentication in enforced mode: whoever signed, if the signature is good. Who did not sign is anonymous to the services that let
 * somebody in unsigned, which their policies then decide; the others refuse at once.
 */
final class SignatureCheck implements Authenticator {

    /** AWS: queues and topics by their policies, STS for those who bring another proof of who they are. */
    private static final Set<String> OPEN_TO_ANYBODY = Set.of("sqs", "sns", "sts");

    private final SignatureV4 verifier;

    SignatureCheck(SignatureV4 verifier) {
        this.verifier = verifier;
    }

    @Override
    public Caller authenticate(WireRequest request, String service, Origin origin) {
        try {
            return verifier.verify(sent(request, origin)).map(signer -> caller(signer, service, origin))
                    .orElseGet(() -> anonymous(service, origin));
        } catch (AuthenticationRefused refused) {
            throw Authenticator.awsError(refused);
        }
    }

    private static Caller anonymous(String service, Origin origin) {
        if (!OPEN_TO_ANYBODY.contains(service)) {
            throw AuthenticationRefused.missingToken();
        }
        return new Caller(AccountId.DEFAULT, Region.DEFAULT, Principal.anonymous(), origin);
    }

    /** AWS: a signature for one service is none for another. Where the service is not known, the call fails by itself. */
    private static Caller caller(SignatureV4.Signer signer, String service, Origin origin) {
        if (!service.isEmpty() && !service.equals(signer.service())) {
            throw new AuthenticationRefused("SignatureDoesNotMatch", 403, "Credential should be scoped to correct service: '" + service + "'.");
        }
        return new Caller(signer.account(), signer.region(), signer.principal(), origin);
    }

    private static SentRequest sent(WireRequest request, Origin origin) {
        return new SentRequest(request.method(), request.path(), request.query(), new Lines(request.headers()), request.body(), origin.secure());
    }

    /** Header values as their senders meant them: UTF-8, which the HTTP server reads as Latin-1. */
    private record Lines(Headers headers) implements HeaderLines {

        @Override
        public List<String> all(String name) {
            List<String> values = headers.all(name);
            return values.stream().allMatch(Lines::isAscii) ? values : values.stream().map(Lines::utf8).toList();
        }

        private static boolean isAscii(String value) {
            return value.chars().allMatch(c -> c < 128);
        }

        private static String utf8(String value) {
            return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        @Override
        public Iterable<String> names() {
            return headers.names();
        }
    }
}

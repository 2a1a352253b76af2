package dev.forebay.couriers;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Carries notifications to Apple's devices, by APNs over HTTP/2. Proves who we are by a signed token or by a client
 * certificate. Safe for any thread.
 */
public final class ApnsCourier implements AutoCloseable {
    public static final URI PRODUCTION = URI.create("https://api.push.apple.com");
    public static final URI SANDBOX = URI.create("https://api.sandbox.push.apple.com");

    private final PushHttp http;
    private final boolean ownsConnections;
    private final URI base;
    private final Optional<Tokens> tokens;

    private ApnsCourier(PushHttp http, boolean ownsConnections, URI base, Optional<Tokens> tokens) {
        this.http = http;
        this.ownsConnections = ownsConnections;
        this.base = base;
        this.tokens = tokens;
    }

    /** Signs tokens with a key. {@code millis}: what time it is. */
    public static ApnsCourier withKey(PushHttp http, URI base, ApnsKey key, LongSupplier millis) {
        return new ApnsCourier(http, false, base, Optional.of(new Tokens(key, millis)));
    }

    /** Shows a certificate, on connections of its own that are like {@code http}. */
    public static ApnsCourier withCertificate(PushHttp http, URI base, ApnsCertificate certificate) {
        return new ApnsCourier(http.presenting(certificate.keyManagers()), true, base, Optional.empty());
    }

    /** Makes one attempt. */
    public Outcome send(ApnsPush push) {
        URI uri = URI.create(base + "/3/device/" + URLEncoder.encode(push.deviceToken(), StandardCharsets.UTF_8).replace("+", "%20"));
        Map<String, String> headers = push.headers();
        Optional<Token> token = tokens.map(Tokens::current);
        token.ifPresent(shown -> headers.put("authorization", "bearer " + shown.text));
        return switch (http.post(uri, headers, push.payload())) {
            case PushHttp.NoReply none -> none.outcome();
            case PushHttp.Reply reply -> outcome(reply, token);
        };
    }

    private Outcome outcome(PushHttp.Reply reply, Optional<Token> token) {
        int status = reply.status();
        if (status == 200) {
            return new Outcome.Delivered(status, "taken by APNs");
        }
        String reason = PushReasons.word(PushJson.text(reply.json(), "reason"));
        if (reason.equals("ExpiredProviderToken")) {
            token.ifPresent(expired -> tokens.orElseThrow().forget(expired));
            return new Outcome.Failed(status, reason);
        }
        if (status == 410 || reason.equals("BadDeviceToken")) {
            return new Outcome.Gone(status, reason);
        }
        return reply.isBusy() ? new Outcome.Failed(status, reason) : new Outcome.Refused(status, reason);
    }

    @Override
    public void close() {
        if (ownsConnections) {
            http.close();
        }
    }

    /** The token that we show: signed when it is first needed, and again before APNs finds it too old. */
    private static final class Tokens {
        /** APNs refuses tokens older than an hour, and those who sign more often than every 20 minutes. */
        private static final long LIFE_MILLIS = 50 * 60_000L;

        private final ApnsKey key;
        private final LongSupplier millis;
        private Token current;

        Tokens(ApnsKey key, LongSupplier millis) {
            this.key = key;
            this.millis = millis;
        }

        synchronized Token current() {
            long now = millis.getAsLong();
            if (current == null || now - current.signedAt >= LIFE_MILLIS || now < current.signedAt) {
                Map<String, Object> claims = new LinkedHashMap<>();
                claims.put("iss", key.teamId());
                claims.put("iat", now / 1000);
                current = new Token(PushJwt.es256(key.keyId(), claims, key.key()), now);
            }
            return current;
        }

        synchronized void forget(Token expired) {
            if (current == expired) {
                current = null;
            }
        }
    }

    private record Token(String text, long signedAt) {
        @Override
        public String toString() {
            return "Token[signedAt=" + signedAt + "]";
        }
    }
}

package dev.forebay.server;

import dev.forebay.iam.IssuerKeys;
import dev.forebay.identity.Json;
import dev.forebay.runtime.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys of OpenID Connect issuers, asked for over HTTP by discovery: the issuer's configuration names its key set. What came is kept for
 * an hour, and asked for again sooner when a token names another key, but not more than twice a minute. Any thread; one at a time asks
 * an issuer.
 *
 * <p>Each asking has a client of its own: it is seldom, and a client costs eight megabytes of garbage, which most servers never need.
 */
final class HttpIssuerKeys implements IssuerKeys {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long KEPT = Duration.ofHours(1).toMillis();
    private static final long AGAIN = Duration.ofSeconds(30).toMillis();
    private static final int MAX_BYTES = 64 * 1024;
    private static final int OK = 200;

    private final Clock clock;
    private final Map<URI, Issuer> issuers = new ConcurrentHashMap<>();

    HttpIssuerKeys(Clock clock) {
        this.clock = clock;
    }

    /** What is known of an issuer; changed under its lock. */
    private static final class Issuer {
        private final ReentrantLock lock = new ReentrantLock();
        private String keys = "";
        private long asked;
    }

    @Override
    public String of(URI uri, boolean fresh) {
        Issuer issuer = issuers.computeIfAbsent(uri, _ -> new Issuer());
        issuer.lock.lock();
        try {
            long age = clock.millis() - issuer.asked;
            if (issuer.keys.isEmpty() || age > (fresh ? AGAIN : KEPT)) {
                issuer.keys = ask(uri);
                issuer.asked = clock.millis();
            }
            return issuer.keys;
        } finally {
            issuer.lock.unlock();
        }
    }

    private String ask(URI issuer) {
        String base = issuer.toString();
        URI discovery = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/.well-known/openid-configuration");
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).followRedirects(HttpClient.Redirect.NEVER).build()) {
            String keys = Json.object(get(client, discovery)).flatMap(configuration -> configuration.text("jwks_uri"))
                    .orElseThrow(() -> new Unreachable(discovery + " names no jwks_uri"));
            return get(client, near(issuer, keys));
        }
    }

    /** An issuer with TLS has its keys under TLS; one without is on this machine, and so are its keys. */
    private static URI near(URI issuer, String keys) {
        try {
            URI uri = URI.create(keys);
            boolean secure = "https".equals(uri.getScheme());
            boolean here = issuer.getScheme().equals("http") && "http".equals(uri.getScheme()) && issuer.getHost().equals(uri.getHost());
            if (uri.getHost() != null && (secure || here)) {
                return uri;
            }
        } catch (IllegalArgumentException noUri) {
            throw new Unreachable("its jwks_uri is no URL");
        }
        throw new Unreachable("its jwks_uri is not secure");
    }

    private static String get(HttpClient client, URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Accept", "application/json").build();
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(MAX_BYTES + 1);
                if (answer.statusCode() != OK || bytes.length > MAX_BYTES) {
                    throw new Unreachable(uri + " answered " + answer.statusCode() + " with " + bytes.length + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new Unreachable(uri + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(uri + " was not waited for");
        }
    }
}

package dev.forebay.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID Connect issuer on this machine: a configuration, a key set, and tokens. */
final class HttpIssuer implements AutoCloseable {
    private static final int OK = 200;

    private final HttpServer server;
    private final RSAKey key;
    private final AtomicInteger asked = new AtomicInteger();
    volatile String keys;
    volatile String keysUrl;
    volatile int status = OK;

    HttpIssuer() {
        try {
            key = new RSAKeyGenerator(2_048).keyID("one").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
        keys = new JWKSet(key.toPublicJWK()).toString();
        keysUrl = url() + "/keys";
        server.createContext("/realm/.well-known/openid-configuration", exchange -> answer(exchange, "{\"jwks_uri\":\"" + keysUrl + "\"}"));
        server.createContext("/realm/keys", exchange -> answer(exchange, keys));
        server.start();
    }

    private void answer(HttpExchange exchange, String text) throws IOException {
        asked.incrementAndGet();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", url() + "/keys");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    /** How often anything was asked for. */
    int asked() {
        return asked.get();
    }

    String token(String subject, Instant now) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(url()).subject(subject).audience("app")
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(600))).build();
        SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

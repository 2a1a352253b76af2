package dev.forebay.couriers;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Connections to push providers: HTTP/2 where the provider speaks it, one attempt a call, never a redirect. Safe for
 * any thread; calls block, so make them on virtual threads.
 */
public final class PushHttp implements AutoCloseable {
    /** An answer tells in a few hundred bytes what was wrong. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final HttpClient client;
    private final Duration timeout;
    private final List<X509Certificate> trusted;

    /**
     * @param timeout how long a call may take, from connecting to the answer's last byte
     * @param trusted the authorities to trust instead of the JDK's; empty for the JDK's
     */
    public PushHttp(Duration timeout, List<X509Certificate> trusted) {
        this(timeout, trusted, null);
    }

    private PushHttp(Duration timeout, List<X509Certificate> trusted, KeyManager[] keys) {
        this.timeout = timeout;
        this.trusted = List.copyOf(trusted);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .sslContext(tls(keys, this.trusted))
                .build();
    }

    /** Connections of their own, with the same settings, on which we show a certificate. */
    PushHttp presenting(KeyManager[] keys) {
        return new PushHttp(timeout, trusted, keys);
    }

    private static SSLContext tls(KeyManager[] keys, List<X509Certificate> trusted) {
        try {
            if (keys == null && trusted.isEmpty()) {
                return SSLContext.getDefault();
            }
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys, trusted.isEmpty() ? null : trustOnly(trusted), null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    private static TrustManager[] trustOnly(List<X509Certificate> authorities) throws GeneralSecurityException {
        KeyStore store = emptyStore();
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** Sends a body and waits for the answer. Never throws for what the other side does. */
    Answer post(URI uri, Map<String, String> headers, String body) {
        HttpRequest request;
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(timeout).POST(BodyPublishers.ofString(body));
            headers.forEach(builder::header);
            request = builder.build();
        } catch (IllegalArgumentException unsendable) {
            return new NoReply(new Outcome.Refused(0, "the address or a header cannot be carried by HTTP"));
        }
        return answer(client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_ANSWER_BYTES)));
    }

    private Answer answer(CompletableFuture<HttpResponse<String>> pending) {
        try {
            HttpResponse<String> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            pending.cancel(true);
            return failed("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return failed(e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return failed("interrupted");
        }
    }

    private static Answer failed(String why) {
        return new NoReply(new Outcome.Failed(0, why));
    }

    /** Cuts all connections. */
    @Override
    public void close() {
        client.shutdownNow();
    }

    /** What came of a call. */
    sealed interface Answer {}

    /** The other side answered. */
    record Reply(int status, String body) implements Answer {

        /** The object that the answer is; without members when it is none. */
        Map<String, Object> json() {
            return PushJson.object(body).orElse(Map.of());
        }

        /** Whether the other side wants us to try again later. */
        boolean isBusy() {
            return status == 408 || status == 429 || status >= 500;
        }
    }

    /** There was no answer. */
    record NoReply(Outcome outcome) implements Answer {}
}

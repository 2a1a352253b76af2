package dev.forebay.couriers;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * Connections to push providers: HTTP/2 where the provider speaks it, one attempt a call, never a redirect. Safe for
 * any thread; calls block, so make them on virtual threads.
 */
public final class PushHttp implements AutoCloseable {
    /** An answer tells in a few hundred bytes what was wrong. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    /** By what the JDK's client says that a connection has as many requests under way as the other side allows. */
    private static final String FULL = "too many concurrent streams";
    private static final Answer CROWDED = failed("too many pushes at once");
    private static final BodyHandler<String> ANSWERS =
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_ANSWER_BYTES);

    private final HttpLazyClient client;
    private final Duration timeout;
    private final List<X509Certificate> trusted;
    private final Map<String, PushDoor> doors = new ConcurrentHashMap<>();

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
        client = new HttpLazyClient(() -> client(keys));
    }

    private HttpClient client(KeyManager[] keys) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .sslContext(tls(keys, trusted))
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
            tls.init(keys, trusted.isEmpty() ? null : HttpTls.trusting(trusted), null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
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
        PushDoor door = doors.computeIfAbsent(uri.getAuthority(), host -> new PushDoor());
        door.enter();
        try {
            return answer(request, door);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted");
        } finally {
            door.leave();
        }
    }

    /** Tries again, while there is time, as long as the request did not go out because the connection was full. */
    private Answer answer(HttpRequest request, PushDoor door) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            long departures = door.departures();
            Answer answer = answer(request);
            if (answer != CROWDED || !door.awaitDeparture(departures, deadline)) {
                return answer;
            }
        }
    }

    private Answer answer(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> pending = client.get().sendAsync(request, ANSWERS);
        try {
            HttpResponse<String> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            return failed("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return FULL.equals(e.getCause().getMessage()) ? CROWDED : failed(e.getCause().getClass().getSimpleName());
        } finally {
            pending.cancel(true);
        }
    }

    private static Answer failed(String why) {
        return new NoReply(new Outcome.Failed(0, why));
    }

    /** Cuts all connections. */
    @Override
    public void close() {
        client.close();
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

package dev.forebay.couriers;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Posts messages to HTTP and HTTPS endpoints.
 *
 * <p>{@link #post} blocks, with a time limit; call it on virtual threads, any number at a time. Connections are kept and
 * used again. Redirects are not followed: they are an answer like any other. A user and password in the address are sent
 * as Basic authentication; Digest is not spoken, for it needs a refusal first.
 */
public final class HttpCourier implements AutoCloseable {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int HUNDRED = 100;

    private final Duration connectTimeout;
    private final Duration timeout;
    private final ExecutorService threads;
    private final HttpLazyClient client;

    public HttpCourier(HttpCourierConfig config) {
        connectTimeout = config.connectTimeout();
        timeout = config.timeout();
        threads = Executors.newVirtualThreadPerTaskExecutor();
        client = new HttpLazyClient(() -> client(config));
        if (!config.trust().equals(HttpCourierConfig.DEFAULTS.trust())) {
            // A file of certificates that will not do is to be known at once.
            client.get();
        }
    }

    private HttpClient client(HttpCourierConfig config) {
        return HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .sslContext(HttpTls.context(config.trust()))
                .executor(threads)
                .build();
    }

    /** Makes one attempt to post a body to an address, which begins with {@code http://} or {@code https://}. */
    public Outcome post(String url, Map<String, String> headers, byte[] body) {
        CompletableFuture<HttpResponse<Void>> answer;
        try {
            answer = client.get().sendAsync(request(url, headers, body), head -> new HttpAnswerSink());
        } catch (IllegalArgumentException notAnAddress) {
            return new Outcome.Refused(0, "not an address to post to");
        }
        return await(answer);
    }

    private HttpRequest request(String url, Map<String, String> headers, byte[] body) {
        HttpAddress address = HttpAddress.of(url);
        HttpRequest.Builder request = HttpRequest.newBuilder(address.uri()).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        address.authorization().ifPresent(credentials -> request.setHeader("Authorization", credentials));
        return request.build();
    }

    /** Waits for the whole answer; the client's own timeout would end at its head. */
    private Outcome await(CompletableFuture<HttpResponse<Void>> answer) {
        try {
            return outcome(answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS).statusCode());
        } catch (TimeoutException tooLate) {
            answer.cancel(true);
            return new Outcome.Failed(0, "no whole answer within " + seconds(timeout));
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome.Failed(0, "the attempt was interrupted");
        } catch (ExecutionException e) {
            return new Outcome.Failed(0, describe(e.getCause()));
        }
    }

    /** AWS: 100, 101, 429 and 500 to 599 may go well later; of all others only 200 to 299 mean that it was taken. */
    private static Outcome outcome(int status) {
        String detail = "HTTP status " + status;
        if (status / HUNDRED == 2) {
            return new Outcome.Delivered(status, detail);
        }
        return status <= SWITCHING_PROTOCOLS || status == TOO_MANY_REQUESTS || status / HUNDRED == 5
                ? new Outcome.Failed(status, detail)
                : new Outcome.Refused(status, detail);
    }

    private String describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "the host's name is not known";
            }
        }
        return switch (failure) {
            case HttpConnectTimeoutException _ -> "no connection within " + seconds(connectTimeout);
            case ConnectException _ -> "the connection was refused";
            case SSLException e -> "TLS failed: " + e.getMessage();
            default -> "the connection broke: " + failure.getMessage();
        };
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1_000.0 + " s";
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        client.close();
        threads.shutdown();
    }
}

package dev.forebay.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The JDK's HTTP client for the AWS SDK, whose own clients do not travel with the server. Just what the stories need: bodies
 * are held in memory whole. Thread-safe.
 */
final class DemoHttpClient implements SdkHttpClient {

    /** More than the longest long poll. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    /** Headers that the JDK's client writes itself and lets nobody set. */
    private static final Set<String> NOT_OURS = Set.of("host", "content-length", "connection", "expect");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2)).build();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return send(request);
            }

            @Override
            public void abort() {
                // Nobody aborts in the demo; the timeout ends what hangs.
            }
        };
    }

    private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
        try {
            return answer(http.send(translated(request), BodyHandlers.ofInputStream()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static HttpRequest translated(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest from = request.httpRequest();
        HttpRequest.Builder to = HttpRequest.newBuilder(from.getUri()).timeout(ANSWERS_WITHIN)
                .method(from.method().name(), BodyPublishers.ofByteArray(body(request)));
        from.forEachHeader((name, values) -> {
            if (!NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> to.header(name, value));
            }
        });
        return to.build();
    }

    private static byte[] body(HttpExecuteRequest request) throws IOException {
        if (request.contentStreamProvider().isEmpty()) {
            return new byte[0];
        }
        try (InputStream stream = request.contentStreamProvider().get().newStream()) {
            return stream.readAllBytes();
        }
    }

    private static HttpExecuteResponse answer(HttpResponse<InputStream> from) {
        SdkHttpFullResponse head = SdkHttpFullResponse.builder()
                .statusCode(from.statusCode()).headers(from.headers().map()).build();
        return HttpExecuteResponse.builder().response(head).responseBody(AbortableInputStream.create(from.body())).build();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

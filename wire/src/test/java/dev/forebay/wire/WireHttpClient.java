package dev.forebay.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A network of one method: the SDK's requests go to a function, its answers come back. */
record WireHttpClient(Function<WireRequest, WireResponse> server) implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return answer(server.apply(wireRequest(request)));
            }

            @Override
            public void abort() {}
        };
    }

    private static WireRequest wireRequest(HttpExecuteRequest request) {
        return wireRequest(request.httpRequest(), request.contentStreamProvider());
    }

    static WireRequest wireRequest(SdkHttpRequest http, Optional<ContentStreamProvider> content) {
        Headers headers = new Headers() {
            @Override
            public List<String> all(String name) {
                return http.matchingHeaders(name);
            }

            @Override
            public Iterable<String> names() {
                return http.headers().keySet();
            }
        };
        byte[] body = content.map(provider -> bytes(provider.newStream())).orElse(new byte[0]);
        return new WireRequest(http.method().name(), http.encodedPath(), http.encodedQueryParameters().orElse(""), headers, body);
    }

    private static HttpExecuteResponse answer(WireResponse response) {
        return HttpExecuteResponse.builder().response(httpResponse(response).build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response.body()))).build();
    }

    static SdkHttpFullResponse.Builder httpResponse(WireResponse response) {
        SdkHttpFullResponse.Builder http = SdkHttpFullResponse.builder().statusCode(response.status())
                .putHeader("Content-Type", response.contentType());
        for (int i = 0; i < response.headers().size(); i += 2) {
            http.putHeader(response.headers().get(i), response.headers().get(i + 1));
        }
        return http.content(AbortableInputStream.create(new ByteArrayInputStream(response.body())));
    }

    private static byte[] bytes(InputStream in) {
        try (in) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}

package dev.forebay.gateway;

import dev.forebay.wire.Headers;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what Netty decoded as the head of an HTTP/2 request, and refuses what it let pass. */
final class Http2Heads {

    private Http2Heads() {}

    static RequestHead read(Http2Headers headers, boolean ended, HttpLimits limits) throws HttpFailure {
        if (headers.size() > limits.headerCount()) {
            throw new HttpFailure(431, "More than " + limits.headerCount() + " header lines.");
        }
        Headers view = new View(headers);
        String authority = Http1Heads.authority(view.first("host").orElse(""));
        String length = text(headers.get(HttpHeaderNames.CONTENT_LENGTH)).orElse(ended ? "0" : "-1");
        boolean expects = text(headers.get("expect")).filter("100-continue"::equalsIgnoreCase).isPresent();
        return new RequestHead(Http1Heads.method(text(headers.method()).orElse("")),
                Http1Heads.target(text(headers.path()).orElse("")), view, authority, length(length), expects, true, true);
    }

    private static Optional<String> text(CharSequence value) {
        return value == null ? Optional.empty() : Optional.of(value.toString());
    }

    /** What the pipeline sees of the headers: no copy. What is {@code :authority} here is a host as well. */
    private record View(Http2Headers headers) implements Headers {

        private static final String HOST = "host";

        @Override
        public Optional<String> first(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return text(isAuthority(lower) ? headers.authority() : headers.get(lower));
        }

        @Override
        public List<String> all(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return isAuthority(lower) ? List.of(headers.authority().toString())
                    : headers.getAll(lower).stream().map(CharSequence::toString).toList();
        }

        private boolean isAuthority(String name) {
            return name.equals(HOST) && headers.authority() != null;
        }

        @Override
        public Iterable<String> names() {
            return headers.names().stream().map(CharSequence::toString).toList();
        }
    }

    private static long length(String digits) throws HttpFailure {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new HttpFailure(400, "Malformed content-length.");
        }
    }
}

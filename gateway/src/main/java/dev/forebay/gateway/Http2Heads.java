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
        String authority = Http1Heads.authority(text(headers.authority()).or(() -> view.first("host")).orElse(""));
        String length = text(headers.get(HttpHeaderNames.CONTENT_LENGTH)).orElse(ended ? "0" : "-1");
        boolean expects = text(headers.get("expect")).filter("100-continue"::equalsIgnoreCase).isPresent();
        return new RequestHead(Http1Heads.method(text(headers.method()).orElse("")),
                Http1Heads.target(text(headers.path()).orElse("")), view, authority, length(length), expects, true, true);
    }

    private static Optional<String> text(CharSequence value) {
        return value == null ? Optional.empty() : Optional.of(value.toString());
    }

    /** What the pipeline sees of the headers: no copy. */
    private record View(Http2Headers headers) implements Headers {

        @Override
        public Optional<String> first(String name) {
            return text(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        @Override
        public List<String> all(String name) {
            return headers.getAll(name.toLowerCase(Locale.ROOT)).stream().map(CharSequence::toString).toList();
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

package dev.forebay.gateway;

import dev.forebay.wire.Headers;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;

/** Reads what Netty decoded as the head of an HTTP/1.x request, and refuses what it let pass. */
final class Http1Heads {

    private static final int MAX_METHOD = 16;

    /** For answers to requests whose head could not be read. */
    static final RequestHead NONE = new RequestHead("GET", "/", Headers.NONE, "", 0, false, false, true);

    private Http1Heads() {}

    static RequestHead read(HttpRequest request, HttpLimits limits) throws HttpFailure {
        if (request.decoderResult().isFailure()) {
            throw undecodable(request.decoderResult().cause(), limits);
        }
        HttpHeaders headers = request.headers();
        boolean modern = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (!modern && !request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            throw new HttpFailure(505, "HTTP/1.0, HTTP/1.1 and HTTP/2 are spoken here.");
        }
        if (headers.size() > limits.headerCount()) {
            throw new HttpFailure(431, "More than " + limits.headerCount() + " header lines.");
        }
        long length = isChunked(headers) ? -1 : HttpUtil.getContentLength(request, 0L);
        Headers view = new View(headers);
        return new RequestHead(method(request.method().name()), target(request.uri()), view, host(headers, modern), length,
                expectsContinue(headers, modern), HttpUtil.isKeepAlive(request), modern);
    }

    /** What the pipeline sees of the headers: no copy. */
    private record View(HttpHeaders headers) implements Headers {

        @Override
        public Optional<String> first(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        @Override
        public List<String> all(String name) {
            return headers.getAll(name);
        }

        @Override
        public Iterable<String> names() {
            return headers.names();
        }
    }

    private static boolean isChunked(HttpHeaders headers) throws HttpFailure {
        String coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("chunked")) {
            throw new HttpFailure(501, "The only transfer coding that is understood here is chunked.");
        }
        return coding != null;
    }

    private static HttpFailure undecodable(Throwable cause, HttpLimits limits) {
        if (cause instanceof TooLongHttpLineException) {
            return new HttpFailure(414, "The request line is longer than " + limits.lineBytes() + " bytes.");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new HttpFailure(431, "The header lines are longer than " + limits.headBytes() + " bytes.");
        }
        return new HttpFailure(400, "Malformed request.");
    }

    static String method(String name) throws HttpFailure {
        boolean token = !name.isEmpty() && name.length() <= MAX_METHOD;
        for (int i = 0; token && i < name.length(); i++) {
            token = name.charAt(i) >= 'A' && name.charAt(i) <= 'Z';
        }
        if (!token) {
            throw new HttpFailure(400, "Malformed method.");
        }
        return name;
    }

    /** Path and query; a proxy's client sends the whole URL, whose authority counts no more than the Host header. */
    static String target(String sent) throws HttpFailure {
        String target = sent;
        if (sent.startsWith("http://") || sent.startsWith("https://")) {
            int slash = sent.indexOf('/', sent.indexOf("//") + 2);
            target = slash < 0 ? "/" : sent.substring(slash);
        }
        if (!target.startsWith("/")) {
            throw new HttpFailure(400, "The request target must begin with a slash.");
        }
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) <= ' ' || target.charAt(i) >= 127) {
                throw new HttpFailure(400, "The request target holds characters that must be percent-encoded.");
            }
        }
        return target;
    }

    private static String host(HttpHeaders headers, boolean required) throws HttpFailure {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || required && hosts.isEmpty()) {
            throw new HttpFailure(400, "Exactly one Host header is needed.");
        }
        return hosts.isEmpty() ? "" : authority(hosts.getFirst());
    }

    /** What a proxy before us could read as something else than a host and a port is refused (RFC 9112, 3.2). */
    static String authority(String sent) throws HttpFailure {
        for (int i = 0; i < sent.length(); i++) {
            char c = sent.charAt(i);
            if (c <= ' ' || c >= 127 || c == '/' || c == '?' || c == '#' || c == '@' || c == '\\') {
                throw new HttpFailure(400, "Malformed Host.");
            }
        }
        return sent;
    }

    private static boolean expectsContinue(HttpHeaders headers, boolean modern) throws HttpFailure {
        String expected = headers.get(HttpHeaderNames.EXPECT);
        if (expected == null || !modern) {
            return false;
        }
        if (!expected.equalsIgnoreCase("100-continue")) {
            throw new HttpFailure(417, "The only expectation that is met here is 100-continue.");
        }
        return true;
    }
}

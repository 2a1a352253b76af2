package dev.forebay.gateway;

import dev.forebay.wire.WireResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * HTTP/1.1 responses as bytes. A small whole response is one buffer, head and body together, so that it costs one write:
 * <pre>
 * HTTP/1.1 200 OK
 * date: …
 * content-type: …
 * (name: value) …
 * connection: close                              only when it ends the connection
 * content-length: n  |  transfer-encoding: chunked
 * </pre>
 */
final class Http1Format {

    private static final int HEAD_GUESS = 256;
    private static final byte[][] STATUS_LINES = new byte[600][];
    private static final byte[] TYPE = ascii("content-type: ");
    private static final byte[] LENGTH = ascii("content-length: ");
    private static final byte[] CHUNKED = ascii("transfer-encoding: chunked\r\n");
    private static final byte[] CLOSE = ascii("connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("connection: keep-alive\r\n");
    private static final byte[] CRLF = ascii("\r\n");
    private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");

    static {
        for (int status = 200; status < STATUS_LINES.length; status++) {
            STATUS_LINES[status] = ascii("HTTP/1.1 " + status + " " + HttpResponseStatus.valueOf(status).reasonPhrase() + "\r\n");
        }
    }

    /** The interim answer to {@code Expect: 100-continue}. */
    static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");

    private Http1Format() {}

    /** How long a small response will be, about. */
    static int guess(WireResponse response) {
        return HEAD_GUESS + response.body().length;
    }

    /** Writes a whole response; returns the buffer. */
    static ByteBuf whole(ByteBuf out, RequestHead request, WireResponse response, boolean keepAlive) {
        wholeHead(out, request, response, keepAlive);
        return request.isHead() ? out : out.writeBytes(response.body());
    }

    /** The head of a whole response. */
    static ByteBuf wholeHead(ByteBufAllocator allocator, RequestHead request, WireResponse response, boolean keepAlive) {
        ByteBuf out = allocator.directBuffer(HEAD_GUESS);
        wholeHead(out, request, response, keepAlive);
        return out;
    }

    private static void wholeHead(ByteBuf out, RequestHead request, WireResponse response, boolean keepAlive) {
        head(out, response.status(), response.contentType(), response.headers());
        connection(out, request, keepAlive);
        if (response.status() != 204 && response.status() != 304) {
            out.writeBytes(LENGTH);
            ByteBufUtil.writeAscii(out, Integer.toString(response.body().length));
            out.writeBytes(CRLF);
        }
        out.writeBytes(CRLF);
    }

    /** The head of a streamed response; to an HTTP/1.0 client the stream ends with the connection. */
    static ByteBuf streamHead(ByteBufAllocator allocator, RequestHead request, WireResponse head, boolean keepAlive) {
        ByteBuf out = allocator.directBuffer(HEAD_GUESS);
        head(out, head.status(), head.contentType(), head.headers());
        connection(out, request, keepAlive);
        if (request.chunks()) {
            out.writeBytes(CHUNKED);
        }
        return out.writeBytes(CRLF);
    }

    /** A piece of a streamed response. */
    static ByteBuf piece(ByteBufAllocator allocator, RequestHead request, byte[] bytes) {
        ByteBuf out = allocator.directBuffer(bytes.length + 16);
        if (!request.chunks()) {
            return out.writeBytes(bytes);
        }
        ByteBufUtil.writeAscii(out, Integer.toHexString(bytes.length));
        return out.writeBytes(CRLF).writeBytes(bytes).writeBytes(CRLF);
    }

    /** What ends a streamed response. */
    static ByteBuf lastPiece(ByteBufAllocator allocator, RequestHead request) {
        return request.chunks() ? allocator.directBuffer(LAST_CHUNK.length).writeBytes(LAST_CHUNK) : allocator.directBuffer(0);
    }

    private static void head(ByteBuf out, int status, String contentType, List<String> headers) {
        out.writeBytes(STATUS_LINES[status]);
        out.writeBytes(DateLine.now());
        if (!contentType.isEmpty()) {
            out.writeBytes(TYPE);
            ByteBufUtil.writeAscii(out, contentType);
            out.writeBytes(CRLF);
        }
        for (int i = 0; i < headers.size(); i += 2) {
            ByteBufUtil.writeAscii(out, headers.get(i));
            out.writeByte(':').writeByte(' ');
            ByteBufUtil.writeAscii(out, headers.get(i + 1));
            out.writeBytes(CRLF);
        }
    }

    private static void connection(ByteBuf out, RequestHead request, boolean keepAlive) {
        if (!keepAlive) {
            out.writeBytes(CLOSE);
        } else if (!request.chunks()) {
            out.writeBytes(KEEP_ALIVE); // an HTTP/1.0 client that asked for it must be told
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.forebay.gateway;

import dev.forebay.wire.Headers;

/**
 * The head of a request, whatever version of HTTP it came in.
 *
 * @param method          upper case
 * @param target          path and query as sent, beginning with a slash
 * @param headers         a view on the server's own headers, not a copy
 * @param authority       the Host header or {@code :authority}; empty when there is none
 * @param contentLength   declared length of the body, or -1
 * @param expectsContinue whether the client waits for {@code 100 Continue} before it sends the body
 * @param keepAlive       whether the connection may carry another request
 * @param chunks          whether the client understands a chunked response; an HTTP/1.0 client does not
 */
record RequestHead(
        String method,
        String target,
        Headers headers,
        String authority,
        long contentLength,
        boolean expectsContinue,
        boolean keepAlive,
        boolean chunks) {

    RequestHead withoutHeaders() {
        return new RequestHead(method, target, Headers.NONE, authority, contentLength, expectsContinue, keepAlive, chunks);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }
}

package dev.forebay.gateway;

import java.time.Duration;

/**
 * What one listener lets its clients take. Every number bounds memory or threads; docs/gateway.md gives each one's reason.
 *
 * @param lineBytes     request line, in bytes
 * @param headBytes     all header lines of a request, in bytes
 * @param headerCount   header lines of a request
 * @param bodyBytes     body of a request that is taken whole, in bytes
 * @param bytesInFlight sum of the whole bodies held for running requests, in bytes
 * @param answerBytesInFlight sum of the large whole answers that clients have not taken yet, in bytes
 * @param connections   open connections
 * @param requests      requests that have a thread, working or parked in a long poll
 * @param pipelined     HTTP/1.1 requests that wait on a connection behind the running one
 * @param streams       concurrent HTTP/2 streams of a connection
 * @param headTimeout   from a request's first byte to the end of its head; also the TLS handshake
 * @param bodyTimeout   how long a body may fall behind {@link #BODY_BYTES_PER_SECOND}
 * @param idleTimeout   how long a connection without a request is kept
 * @param stopTimeout   how long running requests may finish when the server stops
 */
public record HttpLimits(
        int lineBytes,
        int headBytes,
        int headerCount,
        int bodyBytes,
        long bytesInFlight,
        long answerBytesInFlight,
        int connections,
        int requests,
        int pipelined,
        int streams,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        Duration stopTimeout) {

    /** The slowest that a body may arrive for longer than {@link #bodyTimeout}. */
    public static final int BODY_BYTES_PER_SECOND = 1024;

    /** The limits of a server on one machine. */
    public static final HttpLimits DEFAULT = new HttpLimits(
            8 * 1024,
            16 * 1024,
            100,
            16 * 1024 * 1024,
            256L * 1024 * 1024,
            256L * 1024 * 1024,
            20_000,
            20_000,
            64,
            1_000,
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            // Longer than the 60 s for which the SDKs keep idle connections: the client closes first, so no request
            // meets a connection that is just being closed.
            Duration.ofSeconds(90),
            Duration.ofSeconds(5));

    public HttpLimits {
        if (lineBytes < 1 || headBytes < 1 || headerCount < 1 || bodyBytes < 1 || answerBytesInFlight < 1 || connections < 1 || requests < 1
                || pipelined < 1 || streams < 1) {
            throw new IllegalArgumentException("every HTTP limit is at least 1");
        }
        if (bytesInFlight < bodyBytes) {
            throw new IllegalArgumentException("bytesInFlight (" + bytesInFlight + ") must hold one body (" + bodyBytes + ")");
        }
    }

    /** The same with another limit on whole bodies. */
    public HttpLimits withBodyBytes(int bytes) {
        return new HttpLimits(lineBytes, headBytes, headerCount, bytes, bytesInFlight, answerBytesInFlight, connections, requests,
                pipelined, streams, headTimeout, bodyTimeout, idleTimeout, stopTimeout);
    }

    /** The same with another limit on the sum of bodies. */
    public HttpLimits withBytesInFlight(long bytes) {
        return new HttpLimits(lineBytes, headBytes, headerCount, bodyBytes, bytes, answerBytesInFlight, connections, requests,
                pipelined, streams, headTimeout, bodyTimeout, idleTimeout, stopTimeout);
    }

    /** The same with another limit on the sum of large answers. */
    public HttpLimits withAnswerBytesInFlight(long bytes) {
        return new HttpLimits(lineBytes, headBytes, headerCount, bodyBytes, bytesInFlight, bytes, connections, requests,
                pipelined, streams, headTimeout, bodyTimeout, idleTimeout, stopTimeout);
    }

    /** The same with other limits on connections, and on requests at a time. */
    public HttpLimits withConcurrency(int connections, int requests) {
        return new HttpLimits(lineBytes, headBytes, headerCount, bodyBytes, bytesInFlight, answerBytesInFlight, connections, requests,
                pipelined, streams, headTimeout, bodyTimeout, idleTimeout, stopTimeout);
    }

    /** The same with another time for heads and handshakes. */
    public HttpLimits withHeadTimeout(Duration timeout) {
        return new HttpLimits(lineBytes, headBytes, headerCount, bodyBytes, bytesInFlight, answerBytesInFlight, connections, requests,
                pipelined, streams, timeout, bodyTimeout, idleTimeout, stopTimeout);
    }

    /** The same with another time for connections without a request, and for clients that take nothing of an answer. */
    public HttpLimits withIdleTimeout(Duration timeout) {
        return new HttpLimits(lineBytes, headBytes, headerCount, bodyBytes, bytesInFlight, answerBytesInFlight, connections, requests,
                pipelined, streams, headTimeout, bodyTimeout, timeout, stopTimeout);
    }

    /** The same with another time for running requests when the server stops. */
    public HttpLimits withStopTimeout(Duration timeout) {
        return new HttpLimits(lineBytes, headBytes, headerCount, bodyBytes, bytesInFlight, answerBytesInFlight, connections, requests,
                pipelined, streams, headTimeout, bodyTimeout, idleTimeout, timeout);
    }
}

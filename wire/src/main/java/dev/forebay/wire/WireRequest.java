package dev.forebay.wire;

/**
 * A request as it came off the wire.
 *
 * @param method  HTTP method, upper case
 * @param path    the path, still percent-encoded, beginning with a slash
 * @param query   the query string after the question mark, still encoded; empty when there is none
 * @param headers the headers
 * @param body    the whole body; empty when there is none
 */
public record WireRequest(String method, String path, String query, Headers headers, byte[] body) {}

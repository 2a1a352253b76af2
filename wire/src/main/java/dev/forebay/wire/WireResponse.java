package dev.forebay.wire;

import java.util.List;

/**
 * A response ready to be sent. The request id header is part of it; length and date are the server's to add.
 *
 * @param status      HTTP status
 * @param contentType value of Content-Type
 * @param headers     further headers as name, value, name, value …
 * @param body        the whole body
 */
public record WireResponse(int status, String contentType, List<String> headers, byte[] body) {}

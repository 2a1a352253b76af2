package dev.forebay.identity;

/**
 * A request as it came off the wire, as far as signatures speak of it.
 *
 * @param method  upper case
 * @param path    as sent, without the query
 * @param query   what follows the question mark, as sent; empty when there is none
 * @param headers all of them; {@code host} is there in every version of HTTP, and is {@code :authority} where that was sent
 * @param body    the whole body as sent, compressed if it was
 * @param secure  whether it came over TLS
 */
public record SentRequest(String method, String path, String query, HeaderLines headers, byte[] body, boolean secure) {

    /** Without what strangers wrote. */
    @Override
    public String toString() {
        return "SentRequest of " + body.length + " bytes";
    }
}

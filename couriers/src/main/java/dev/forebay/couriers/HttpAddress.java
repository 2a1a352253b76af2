package dev.forebay.couriers;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * An endpoint's address without the user and password that may stand in it, and what they become.
 *
 * @param uri           without user, password and fragment
 * @param authorization the value of the Authorization header
 */
record HttpAddress(URI uri, Optional<String> authorization) {
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException when the text is no address with a host */
    static HttpAddress of(String url) {
        URI uri = URI.create(url);
        if (uri.getHost() == null || uri.getPort() > MAX_PORT) {
            throw new IllegalArgumentException("no host, or no such port");
        }
        Optional<String> credentials = Optional.ofNullable(uri.getUserInfo())
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        return new HttpAddress(bare(uri), credentials);
    }

    /** Put together from the raw parts, so that nothing is decoded and encoded another way. */
    private static URI bare(URI uri) {
        String authority = uri.getRawAuthority();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(uri.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + uri.getRawPath() + query);
    }
}

package dev.forebay.server;

import dev.forebay.gateway.Entrance;
import dev.forebay.gateway.ShownCertificate;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a running Forebay listens.
 *
 * @param all         from the name of an entrance to where it is, in the order of the configuration
 * @param certificate what clients are shown where TLS is spoken
 */
record Doors(Map<String, URI> all, Optional<ShownCertificate> certificate) {

    /** The one to tell clients of: cleartext, if there is that. */
    URI usual() {
        return Optional.ofNullable(all.get(Entrance.CLEARTEXT)).or(this::tls)
                .orElseThrow(() -> new IllegalStateException("there is no way in but endpoints"));
    }

    Optional<URI> tls() {
        return Optional.ofNullable(all.get(Entrance.TLS));
    }

    /** VPC endpoints by their names. */
    Map<String, URI> endpoints() {
        Map<String, URI> endpoints = new LinkedHashMap<>(all);
        endpoints.remove(Entrance.CLEARTEXT);
        endpoints.remove(Entrance.TLS);
        return endpoints;
    }
}

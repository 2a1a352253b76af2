package dev.forebay.gateway;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which certificates clients show. They open the door and no more: who calls is told by the request's signature.
 *
 * @param demand      whether clients must
 * @param authorities PEM bundle of those who issue them; read again when it changes
 */
public record ClientCertificates(Demand demand, Optional<Path> authorities) {

    /** How much a client's certificate is wanted. */
    public enum Demand {
        /** Not asked for. */
        NONE,
        /** Asked for; a client without one is served, one with a bad one is not. */
        WANTED,
        /** Nobody is served without. */
        REQUIRED
    }

    /** Clients are not asked. */
    public static final ClientCertificates NONE = new ClientCertificates(Demand.NONE, Optional.empty());

    public ClientCertificates {
        if (authorities.isPresent() == (demand == Demand.NONE)) {
            throw new IllegalArgumentException("certificates of clients, and who issues them, go together");
        }
    }
}

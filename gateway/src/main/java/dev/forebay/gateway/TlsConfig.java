package dev.forebay.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the server proves who it is, and whether its clients must.
 *
 * @param certificate the server's
 * @param clients     which certificates of clients are taken
 */
public record TlsConfig(Certificate certificate, ClientCertificates clients) {

    /** Where the server's certificate comes from. */
    public sealed interface Certificate {}

    /** A certificate chain and its unencrypted PKCS#8 key, both PEM; read again when they change. */
    public record Files(Path certificates, Path key) implements Certificate {}

    /**
     * A certificate of the server's own making.
     *
     * @param kept  directory that it is kept in from start to start; without one it is made at each start
     * @param names host names and addresses that it is for, beside {@code localhost} and the loopback addresses
     */
    public record SelfSigned(Optional<Path> kept, List<String> names) implements Certificate {
        public SelfSigned {
            names = List.copyOf(names);
        }
    }

    /** With files; clients show no certificate. */
    public static TlsConfig files(Path certificates, Path key) {
        return new TlsConfig(new Files(certificates, key), ClientCertificates.NONE);
    }

    /** With a certificate made at this start; clients show none. */
    public static TlsConfig selfSigned() {
        return new TlsConfig(new SelfSigned(Optional.empty(), List.of()), ClientCertificates.NONE);
    }

    /** The same, with certificates of clients. */
    public TlsConfig withClients(ClientCertificates wanted) {
        return new TlsConfig(certificate, wanted);
    }
}

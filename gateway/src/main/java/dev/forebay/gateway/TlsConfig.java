package dev.forebay.gateway;

import java.nio.file.Path;

/** A TLS listener beside the cleartext one. */
public sealed interface TlsConfig {

    /** The port to listen on; 0 takes any. */
    int port();

    /** A certificate chain and its unencrypted PKCS#8 key, both PEM. */
    record Files(int port, Path certificates, Path key) implements TlsConfig {}

    /** A certificate for {@code localhost} and the loopback addresses, made at start and forgotten at stop. */
    record SelfSigned(int port) implements TlsConfig {}
}

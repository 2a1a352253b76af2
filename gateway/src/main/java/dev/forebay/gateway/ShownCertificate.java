package dev.forebay.gateway;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The certificate by which clients know the server.
 *
 * @param fingerprint SHA-256, as {@code AB:CD:…}
 * @param file        where it lies in PEM; empty when it was made for this start only
 */
public record ShownCertificate(String fingerprint, Optional<Path> file) {}

package dev.forebay.gateway;

import java.util.Optional;

/** Files that services serve to anybody who asks, without credentials, such as the certificate that proves signatures. */
@FunctionalInterface
public interface PublicFiles {

    /** None at all. */
    PublicFiles NONE = path -> Optional.empty();

    /** The file at a path, such as {@code /SimpleNotificationService-….pem}. Asked for every request that names no operation. */
    Optional<PublicFile> find(String path);

    /** One file. */
    record PublicFile(String contentType, byte[] content) {}
}

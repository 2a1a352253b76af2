package dev.forebay.couriers;

import java.nio.file.Path;

/** Whose certificates an HTTPS endpoint may show. */
public sealed interface HttpTrust {

    /** Those of the authorities that the JVM trusts. */
    record Jvm() implements HttpTrust {}

    /** Those too of the authorities, or self-signed endpoints, whose certificates are in a PEM file. */
    record AlsoFile(Path certificates) implements HttpTrust {}

    /** Anybody's, for any host name. For trials only: it tells nothing of who receives the messages. */
    record Anyone() implements HttpTrust {}
}

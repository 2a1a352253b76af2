package dev.forebay.server;

import java.util.Optional;

/** Which Forebay this is. */
final class Version {

    private Version() {}

    /** The version in the jar's manifest; in a build tree there is no jar. */
    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("(from a build tree)");
    }
}

package dev.forebay.store;

import java.nio.file.Path;

/** The directory was written by a version of Forebay that stores things differently. It was not touched. */
public final class StoreFormatUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreFormatUnknown(Path file, String found, String understood) {
        super(file + " says \"" + found + "\"; this version understands \"" + understood + "\". Use the version that wrote it.");
    }
}

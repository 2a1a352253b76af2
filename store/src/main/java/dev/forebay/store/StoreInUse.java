package dev.forebay.store;

import java.nio.file.Path;

/** Another process, or another store in this one, has the directory open. */
public final class StoreInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreInUse(Path directory, String holder) {
        super("the store in " + directory + " is in use by " + holder);
    }
}

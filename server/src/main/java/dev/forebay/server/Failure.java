package dev.forebay.server;

import dev.forebay.store.StoreFailed;

/** What happens when the disk fails under a server: nothing may be promised any more, so the process ends at once. */
final class Failure {

    private Failure() {}

    /**
     * Reports and halts. No shutdown hook runs, for closing would touch the store that has just failed. A supervisor may
     * start the server again: it recovers from disk.
     */
    static void stopTheProcess(StoreFailed failure) {
        System.err.println("Forebay stops: its storage failed. What was acknowledged is on disk.");
        failure.printStackTrace(System.err);
        System.err.flush();
        Runtime.getRuntime().halt(Exit.STORAGE_FAILED);
    }
}

package dev.forebay.server;

/** Where a story is shown, moment by moment. For one thread at a time. */
interface DemoScreen<S> {

    /** Shows a moment. */
    void show(S state);

    /** Leaves the last picture where it is. */
    void end();
}

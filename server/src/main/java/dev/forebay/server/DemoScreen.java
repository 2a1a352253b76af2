package dev.forebay.server;

/** Where the story is shown. For one thread at a time. */
interface DemoScreen {

    /** Shows a moment. */
    void show(DemoState state);

    /** Leaves the last picture where it is. */
    void end();
}

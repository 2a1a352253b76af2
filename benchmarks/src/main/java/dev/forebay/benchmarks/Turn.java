package dev.forebay.benchmarks;

import java.io.IOException;

/** What a connection does over and over. For one thread. */
interface Turn {

    /** No more is to be done. */
    int OVER = -1;

    /**
     * Does it once.
     *
     * @return messages dealt with; 0 when there was nothing to do; or {@link #OVER}
     */
    int take(Connection connection) throws IOException;
}

package dev.forebay.runtime;

import dev.forebay.store.Store;

/**
 * A reply that is decided but may not be shown before its commit is durable.
 *
 * @param reply  what the operation answers
 * @param commit the number of the commit to wait for; zero for none
 */
public record Pending<R>(R reply, long commit) {

    /** The reply, once it may be shown. */
    public R await(Store store) {
        if (commit > 0) {
            store.await(commit);
        }
        return reply;
    }
}

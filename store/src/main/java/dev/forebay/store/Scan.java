package dev.forebay.store;

/** A cursor over a range of entries in key order. Used by one thread; holds resources until closed. */
public interface Scan extends AutoCloseable {

    /** Moves to the next entry, at first to the first one. False when there is none. */
    boolean next();

    /** The key of the current entry. */
    byte[] key();

    /** The value of the current entry. */
    byte[] value();

    @Override
    void close();
}

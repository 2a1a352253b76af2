package dev.forebay.couriers;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where an outbox keeps its entries: a bounded number, by names that sort by time. Safe for any thread. */
interface OutboxShelf {

    /** Keeps an entry and returns its name; the oldest ones go when there are too many. */
    String put(String suffix, long now, byte[] content) throws IOException;

    /** The names of all entries. */
    List<String> newestFirst();

    /** An entry's content; empty when it is gone. */
    Optional<byte[]> read(String name) throws IOException;
}

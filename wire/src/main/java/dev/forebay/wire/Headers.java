package dev.forebay.wire;

import java.util.List;
import java.util.Optional;

/** A request's headers, whatever server they came through. Names compare without case. */
@FunctionalInterface
public interface Headers {

    /** The first value of a header. */
    Optional<String> first(String name);

    /** The values of all lines of a header, in their order. */
    default List<String> all(String name) {
        return first(name).stream().toList();
    }
}

package dev.forebay.wire;

import java.util.List;
import java.util.Optional;

/** A request's headers, whatever server they came through. Names compare without case. */
public interface Headers {

    /** No headers at all. */
    Headers NONE = new Headers() {
        @Override
        public List<String> all(String name) {
            return List.of();
        }

        @Override
        public Iterable<String> names() {
            return List.of();
        }
    };

    /** All values of a header, a line each, in the order in which they came. */
    List<String> all(String name);

    /** The names of all lines, in any case, some perhaps more than once. */
    Iterable<String> names();

    /** The first value of a header. */
    default Optional<String> first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }
}

package dev.forebay.identity;

import java.util.List;

/** The header lines of a request. Names compare without case. */
public interface HeaderLines {

    /** All values of a header in the order in which they came; empty when it is not there. */
    List<String> all(String name);

    /** The names of all lines, in any case, some perhaps more than once. */
    Iterable<String> names();
}

package dev.forebay.access;

import java.util.List;

/** The condition keys of one call. */
interface Context {

    /** The values of a key, named in lower case; none when the call does not have it. */
    List<String> values(String key);

    /** The values of each tag that the key can mean, when there are several whose names differ by case only. */
    default List<List<String>> twins(String key) {
        return List.of(values(key));
    }
}

package dev.forebay.access;

import java.util.List;

/** The condition keys of one call. */
interface Context {

    /** The values of a key, named in lower case; none when the call does not have it. */
    List<String> values(String key);
}

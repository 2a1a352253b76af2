package dev.forebay.junit;

/** How long a test's Forebay lives. */
public enum Fresh {
    /** From the class's first use of it to the end of the class, nested classes included. */
    FOR_EACH_CLASS,
    /** For one test method. */
    FOR_EACH_METHOD
}

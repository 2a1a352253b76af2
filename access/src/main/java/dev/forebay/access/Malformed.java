package dev.forebay.access;

/** A policy that cannot be compiled, and why, for the operator. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed(String why) {
        super(why, null, false, false);
    }
}

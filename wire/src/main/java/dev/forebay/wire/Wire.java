package dev.forebay.wire;

import java.util.List;

/** The AWS protocols of a set of services. Immutable once built; operations are linked at their first call. */
public final class Wire {

    private Wire() {}

    /** The protocols of these services, named as in credential scopes: {@code sqs}, {@code sns} … */
    public static Wire of(List<String> services) {
        throw new UnsupportedOperationException("not yet: " + services);
    }

    /**
     * Tells what a request asks for: from its headers, path and credential scope, never by guessing. Never throws for a
     * request that names nothing known: such a call fails in {@link Call#decode} with AWS's own error, so that the
     * caller is authenticated first.
     */
    public Call detect(WireRequest request) {
        throw new UnsupportedOperationException("not yet");
    }
}

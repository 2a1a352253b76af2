package dev.forebay.access;

import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal.Kind;

/** AWS's sentences for clients. */
final class Sentences {

    private Sentences() {}

    static String notAuthorized(Caller caller, Access access, Reason reason) {
        String who = caller.principal().kind() == Kind.ANONYMOUS ? "anonymous" : caller.principal().arn();
        return "User: " + who + " is not authorized to perform: " + access.action() + " on resource: " + access.resource()
                + reason.because(access.action());
    }
}

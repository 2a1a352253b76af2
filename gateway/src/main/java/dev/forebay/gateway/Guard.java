package dev.forebay.gateway;

import dev.forebay.access.AccessRules;
import dev.forebay.identity.Caller;
import dev.forebay.identity.SignatureV4;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;

/** Who is let in, and to what, and who hears of it. Safe for threads. */
public final class Guard {

    /** Everybody, to everything: for development. */
    public static final Guard OPEN = new Guard(Authenticator.open(), Authorizer.open(), Audit.none());

    private final Authenticator authenticator;
    private final Authorizer authorizer;
    private final Audit audit;

    private Guard(Authenticator authenticator, Authorizer authorizer, Audit audit) {
        this.authenticator = authenticator;
        this.authorizer = authorizer;
        this.audit = audit;
    }

    /**
     * Whoever signed, to what the policies allow.
     *
     * @param rules what the operations of each service need, by its wire name; a service without rules lets nobody in
     */
    public static Guard enforced(SignatureV4 verifier, Map<String, AccessRules> rules, AccessGate gate) {
        return new Guard(Authenticator.enforced(verifier), Authorizer.enforced(rules, gate), Audit.none());
    }

    /** The same, with somebody who hears of every call. */
    public Guard heardBy(Audit other) {
        return new Guard(authenticator, authorizer, other);
    }

    /**
     * Checks a call that comes from within the process: who makes it is known.
     *
     * @param service   its wire name
     * @param operation AWS's name of it
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException AccessDenied when the caller may not
     */
    public void check(Caller caller, String service, String operation, SdkRequest request) {
        authorizer.authorize(caller, new Authorizer.Asked(service, operation, "in process"), request);
    }

    Authenticator authenticator() {
        return authenticator;
    }

    Audit audit() {
        return audit;
    }

    Authorizer authorizer() {
        return authorizer;
    }
}

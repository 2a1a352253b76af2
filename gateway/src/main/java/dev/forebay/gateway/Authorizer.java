package dev.forebay.gateway;

import dev.forebay.access.AccessRules;
import dev.forebay.identity.Caller;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;

/** The stage that tells whether a caller may: after decoding, because policies speak of resources. */
@FunctionalInterface
interface Authorizer {

    /**
     * Returns when the caller may.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException AccessDenied when not
     */
    void authorize(Caller caller, Asked asked, SdkRequest request);

    /** Everybody may do everything. */
    static Authorizer open() {
        return (caller, asked, request) -> {};
    }

    /** What the policies say; nothing goes through of a service that has no rules. */
    static Authorizer enforced(Map<String, AccessRules> rules, AccessGate gate) {
        return new PolicyCheck(rules, gate);
    }

    /**
     * What is asked for.
     *
     * @param service   as in credential scopes
     * @param operation AWS's name of it
     * @param requestId under which the refusal is found in the log; empty in process
     */
    record Asked(String service, String operation, String requestId) {}
}

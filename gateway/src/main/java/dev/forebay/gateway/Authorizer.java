package dev.forebay.gateway;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.core.SdkRequest;

/** The stage that tells whether a caller may: after decoding, because policies speak of resources. */
@FunctionalInterface
interface Authorizer {

    /**
     * Returns when the caller may.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException AccessDenied when not
     */
    void authorize(Caller caller, String service, String operation, SdkRequest request);

    /** Everybody may do everything. */
    static Authorizer open() {
        return (caller, service, operation, request) -> {};
    }
}

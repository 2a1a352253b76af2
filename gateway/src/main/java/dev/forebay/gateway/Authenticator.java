package dev.forebay.gateway;

import dev.forebay.identity.AuthenticationRefused;
import dev.forebay.identity.Caller;
import dev.forebay.identity.OpenAuthentication;
import dev.forebay.wire.WireRequest;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The stage that tells who calls. */
@FunctionalInterface
interface Authenticator {

    /**
     * Tells who calls.
     *
     * @throws AwsServiceException what AWS answers to credentials that it does not take
     */
    Caller authenticate(WireRequest request, String endpoint);

    /** Takes any credentials. */
    static Authenticator open() {
        return (request, endpoint) -> {
            try {
                return OpenAuthentication.authenticate(request.headers().first("authorization"), request.query(), endpoint);
            } catch (AuthenticationRefused refused) {
                throw awsError(refused.code(), refused.status(), refused.getMessage());
            }
        };
    }

    /** An error with AWS's code, status and message. */
    static AwsServiceException awsError(String code, int status, String message) {
        return (AwsServiceException) AwsServiceException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
                .statusCode(status)
                .message(message)
                .writableStackTrace(false)
                .build();
    }
}

package dev.forebay.gateway;

import dev.forebay.identity.AuthenticationRefused;
import dev.forebay.identity.Caller;
import dev.forebay.identity.OpenAuthentication;
import dev.forebay.identity.Origin;
import dev.forebay.identity.SignatureV4;
import dev.forebay.wire.WireRequest;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The stage that tells who calls. */
@FunctionalInterface
interface Authenticator {

    /**
     * Tells who calls.
     *
     * @param service the name of the service called, as in credential scopes; empty when it is unknown
     * @param origin  where the call comes from
     * @throws AwsServiceException what AWS answers to credentials that it does not take
     */
    Caller authenticate(WireRequest request, String service, Origin origin);

    /** Takes any credentials. */
    static Authenticator open() {
        return (request, service, origin) -> {
            try {
                return OpenAuthentication.authenticate(request.headers().first("authorization"), request.query(), origin.endpoint())
                        .withOrigin(origin);
            } catch (AuthenticationRefused refused) {
                throw awsError(refused);
            }
        };
    }

    /** Verifies the signature; who sends none is anonymous. */
    static Authenticator enforced(SignatureV4 verifier) {
        return new SignatureCheck(verifier);
    }

    /** AWS's error for credentials that it does not take. */
    static AwsServiceException awsError(AuthenticationRefused refused) {
        return awsError(refused.code(), refused.status(), refused.getMessage());
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

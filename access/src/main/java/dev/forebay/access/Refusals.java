package dev.forebay.access;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** How AWS refuses. */
public final class Refusals {

    private Refusals() {}

    /** {@code AccessDeniedException}, as the JSON services say it. */
    public static RuntimeException accessDenied(String message) {
        return of("AccessDeniedException", 400, message);
    }

    /** An error with AWS's code and status. */
    public static RuntimeException of(String code, int status, String message) {
        return AwsServiceException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
                .statusCode(status)
                .message(message)
                .writableStackTrace(false)
                .build();
    }
}

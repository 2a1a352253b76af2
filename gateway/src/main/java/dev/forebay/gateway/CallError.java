package dev.forebay.gateway;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Why a call was refused or failed.
 *
 * @param code    AWS's, such as {@code AccessDenied}
 * @param message in words; empty where the client is told none
 */
public record CallError(String code, String message) {

    private static final CallError INTERNAL = new CallError("InternalFailure", "");

    /** What the client is told. */
    public static CallError of(Throwable thrown) {
        if (!(thrown instanceof AwsServiceException refused)) {
            return INTERNAL;
        }
        AwsErrorDetails details = refused.awsErrorDetails();
        return details == null || details.errorCode() == null ? new CallError(name(refused), text(refused.getMessage()))
                : new CallError(details.errorCode(), text(details.errorMessage()));
    }

    /** Modelled exceptions are named as AWS's errors are. */
    private static String name(AwsServiceException refused) {
        return refused.getClass().getSimpleName();
    }

    private static String text(String message) {
        return message == null ? "" : message;
    }
}

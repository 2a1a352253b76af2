package dev.forebay.sns;

import dev.forebay.envelope.KeyRefused;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.sns.model.KmsDisabledException;
import software.amazon.awssdk.services.sns.model.KmsInvalidStateException;
import software.amazon.awssdk.services.sns.model.KmsNotFoundException;
import software.amazon.awssdk.services.sns.model.KmsOptInRequiredException;
import software.amazon.awssdk.services.sns.model.KmsThrottlingException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;

/** The errors of SNS, with AWS's code, status and words. They carry no stack trace: the caller's fault has none worth having. */
final class SnsErrors {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private SnsErrors() {}

    /** AWS's usual refusal; {@code what} follows "Invalid parameter: ". */
    static AwsServiceException invalidParameter(String what) {
        return plainInvalidParameter("Invalid parameter: " + what);
    }

    /** The few messages of this code that do not begin with "Invalid parameter: ". */
    static AwsServiceException plainInvalidParameter(String message) {
        return error(InvalidParameterException.builder(), "InvalidParameter", message, BAD_REQUEST);
    }

    /** Of message attributes. */
    static AwsServiceException parameterValueInvalid(String message) {
        return error(InvalidParameterValueException.builder(), "ParameterValueInvalid", message, BAD_REQUEST);
    }

    static AwsServiceException notFound(String message) {
        return error(NotFoundException.builder(), "NotFound", message, NOT_FOUND);
    }

    static AwsServiceException topicDoesNotExist() {
        return notFound("Topic does not exist");
    }

    static AwsServiceException subscriptionDoesNotExist() {
        return notFound("Subscription does not exist");
    }

    /** Of tags. */
    static AwsServiceException resourceNotFound(String message) {
        return error(ResourceNotFoundException.builder(), "ResourceNotFound", message, NOT_FOUND);
    }

    static AwsServiceException authorizationError(String message) {
        return error(AuthorizationErrorException.builder(), "AuthorizationError", message, FORBIDDEN);
    }

    static AwsServiceException kms(KeyRefused refused) {
        String message = refused.getMessage();
        return switch (refused.reason()) {
            case DISABLED -> error(KmsDisabledException.builder(), "KMSDisabled", message, BAD_REQUEST);
            // AWS: SNS has no error of its own for a key that is for something else; its state does not serve.
            case INVALID_STATE, INVALID_USAGE -> error(KmsInvalidStateException.builder(), "KMSInvalidState", message, BAD_REQUEST);
            case NOT_FOUND -> error(KmsNotFoundException.builder(), "KMSNotFound", message, BAD_REQUEST);
            case ACCESS_DENIED -> error(KmsAccessDeniedException.builder(), "KMSAccessDenied", message, BAD_REQUEST);
            case THROTTLED -> error(KmsThrottlingException.builder(), "KMSThrottling", message, BAD_REQUEST);
            case OPT_IN_REQUIRED -> error(KmsOptInRequiredException.builder(), "KMSOptInRequired", message, FORBIDDEN);
        };
    }

    static AwsServiceException serviceUnavailable(String message) {
        return error(SnsException.builder(), "ServiceUnavailable", message, UNAVAILABLE);
    }

    /** An error of any code; the builder is that of the SDK's modelled exception. */
    static AwsServiceException error(AwsServiceException.Builder builder, String code, String message, int status) {
        builder.writableStackTrace(false);
        return builder.message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Sns")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}

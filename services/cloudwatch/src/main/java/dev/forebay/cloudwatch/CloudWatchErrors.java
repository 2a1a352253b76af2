package dev.forebay.cloudwatch;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatch.model.MissingRequiredParameterException;

/** Every error of CloudWatch, with AWS's code and words. They carry no stack trace: the caller's fault has none worth having. */
final class CloudWatchErrors {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private CloudWatchErrors() {}

    static AwsServiceException invalid(String message) {
        return error(InvalidParameterValueException.builder(), "InvalidParameterValue", message);
    }

    static AwsServiceException invalid(Object value, String parameter) {
        return invalid("The value " + value + " for parameter " + parameter + " is invalid.");
    }

    static AwsServiceException tooLarge(String collection, int most) {
        return invalid("The collection " + collection + " must not have a size greater than " + most + ".");
    }

    static AwsServiceException missing(String parameter) {
        return error(MissingRequiredParameterException.builder(), "MissingParameter", "The parameter " + parameter + " is required.");
    }

    static AwsServiceException combination(String message) {
        return error(InvalidParameterCombinationException.builder(), "InvalidParameterCombination", message);
    }

    static AwsServiceException tooManyMetrics(int most) {
        return error(LimitExceededException.builder(), "LimitExceeded",
                "There are " + most + " metrics in this account and region already, and no more are kept here.");
    }

    static AwsServiceException invalidNextToken() {
        return error(InvalidNextTokenException.builder(), "InvalidNextToken", "The next token specified is invalid.");
    }

    static AwsServiceException accessDenied(String message) {
        return error(CloudWatchException.builder(), "AccessDenied", message, FORBIDDEN);
    }

    /** What AWS serves and this server does not. */
    static AwsServiceException notServed(String what) {
        return invalid(what + " is not served here. See docs/cloudwatch.md for what is.");
    }

    private static AwsServiceException error(AwsServiceException.Builder builder, String code, String message) {
        return error(builder, code, message, BAD_REQUEST);
    }

    private static AwsServiceException error(AwsServiceException.Builder builder, String code, String message, int status) {
        builder.writableStackTrace(false);
        return builder.message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().serviceName("CloudWatch").errorCode(code).errorMessage(message).build())
                .build();
    }
}

package dev.forebay.cloudtrail;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidEventCategoryException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidLookupAttributesException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidMaxResultsException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTimeRangeException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTokenException;

/** Every error of CloudTrail, with AWS's code. They carry no stack trace: the caller's fault has none worth having. */
final class CloudTrailErrors {

    private static final int BAD_REQUEST = 400;

    private CloudTrailErrors() {}

    static AwsServiceException lookupAttributes(String message) {
        return error(InvalidLookupAttributesException.builder(), "InvalidLookupAttributesException", message);
    }

    static AwsServiceException maxResults(int most) {
        return error(InvalidMaxResultsException.builder(), "InvalidMaxResultsException", "The maximum number of results must be between 1 and " + most + ".");
    }

    static AwsServiceException timeRange() {
        return error(InvalidTimeRangeException.builder(), "InvalidTimeRangeException", "The start time must not be after the end time.");
    }

    static AwsServiceException nextToken() {
        return error(InvalidNextTokenException.builder(), "InvalidNextTokenException",
                "The token is not valid, or belongs to a request with other parameters.");
    }

    static AwsServiceException token() {
        return error(InvalidTokenException.builder(), "InvalidTokenException", "The token is not valid.");
    }

    static AwsServiceException eventCategory() {
        return error(InvalidEventCategoryException.builder(), "InvalidEventCategoryException",
                "Insights events are not made here: see docs/cloudtrail.md.");
    }

    private static AwsServiceException error(AwsServiceException.Builder builder, String code, String message) {
        builder.writableStackTrace(false);
        return builder.message(message)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(AwsErrorDetails.builder().serviceName("CloudTrail").errorCode(code).errorMessage(message).build())
                .build();
    }
}

package dev.forebay.iam;

import dev.forebay.access.Refusals;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.IdpCommunicationErrorException;
import software.amazon.awssdk.services.sts.model.IdpRejectedClaimException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.model.PackedPolicyTooLargeException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Every error of STS, with AWS's code and words. They carry no stack trace: the caller's fault has none worth having. */
final class StsErrors {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private StsErrors() {}

    static RuntimeException accessDenied(String message) {
        return Refusals.of("AccessDenied", FORBIDDEN, message);
    }

    static AwsServiceException validation(String message) {
        return error(StsException.builder(), "ValidationError", BAD_REQUEST, message);
    }

    static AwsServiceException invalidParameter(String message) {
        return error(StsException.builder(), "InvalidParameterValue", BAD_REQUEST, message);
    }

    static AwsServiceException malformedPolicy(String message) {
        return error(MalformedPolicyDocumentException.builder(), "MalformedPolicyDocument", BAD_REQUEST, message);
    }

    static AwsServiceException packedTooLarge(int percent) {
        return error(PackedPolicyTooLargeException.builder(), "PackedPolicyTooLarge", BAD_REQUEST,
                "Packed policy consumes " + percent + "% of allotted space, please use smaller policy.");
    }

    static AwsServiceException invalidIdentityToken(String message) {
        return error(InvalidIdentityTokenException.builder(), "InvalidIdentityToken", BAD_REQUEST, message);
    }

    static AwsServiceException expiredToken(String message) {
        return error(ExpiredTokenException.builder(), "ExpiredTokenException", BAD_REQUEST, message);
    }

    static AwsServiceException rejectedClaim(String message) {
        return error(IdpRejectedClaimException.builder(), "IDPRejectedClaim", FORBIDDEN, message);
    }

    static AwsServiceException idpCommunication(String message) {
        return error(IdpCommunicationErrorException.builder(), "IDPCommunicationError", BAD_REQUEST, message);
    }

    private static AwsServiceException error(AwsServiceException.Builder builder, String code, int status, String message) {
        builder.writableStackTrace(false);
        return builder.message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().serviceName("Sts").errorCode(code).errorMessage(message).build())
                .build();
    }
}

package dev.forebay.kms;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.ConflictException;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidAliasNameException;
import software.amazon.awssdk.services.kms.model.InvalidArnException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidGrantIdException;
import software.amazon.awssdk.services.kms.model.InvalidGrantTokenException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.InvalidMarkerException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.KmsInvalidSignatureException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.TagException;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

/** Every error of KMS, with AWS's code and words. They carry no stack trace: the caller's fault has none worth having. */
final class KmsErrors {
    private static final int BAD_REQUEST = 400;

    /** AWS: these say nothing more, so that nobody learns from them. */
    private static final String NOTHING = "";

    private KmsErrors() {}

    static AwsServiceException keyNotFound(String arn) {
        return notFound("Key '" + arn + "' does not exist");
    }

    static AwsServiceException aliasNotFound(String arn) {
        return notFound("Alias " + arn + " is not found.");
    }

    static AwsServiceException notFound(String message) {
        return error(NotFoundException.builder(), "NotFoundException", message);
    }

    static AwsServiceException disabled(String arn) {
        return error(DisabledException.builder(), "DisabledException", arn + " is disabled.");
    }

    static AwsServiceException pendingDeletion(String arn) {
        return invalidState(arn + " is pending deletion.");
    }

    static AwsServiceException invalidState(String message) {
        return error(KmsInvalidStateException.builder(), "KMSInvalidStateException", message);
    }

    static AwsServiceException validation(String message) {
        return error(KmsException.builder(), "ValidationException", message);
    }

    static AwsServiceException wrongUsage(KeyRecord key, String operation) {
        return invalidUsage(key.arn() + " key usage is " + key.nature().usage() + " which is not valid for " + operation + ".");
    }

    static AwsServiceException wrongAlgorithm(String algorithm, Spec spec) {
        return invalidUsage("Algorithm " + algorithm + " is incompatible with key spec " + spec + ".");
    }

    static AwsServiceException invalidUsage(String message) {
        return error(InvalidKeyUsageException.builder(), "InvalidKeyUsageException", message);
    }

    static AwsServiceException invalidCiphertext() {
        return error(InvalidCiphertextException.builder(), "InvalidCiphertextException", NOTHING);
    }

    /** AWS: the same words whether there is no such key or it is not for this caller. */
    static AwsServiceException unknownCiphertext() {
        return accessDenied("The ciphertext refers to a customer master key that does not exist, does not exist in this region, "
                + "or you are not allowed to access.");
    }

    static AwsServiceException accessDenied(String message) {
        return error(KmsException.builder(), "AccessDeniedException", message);
    }

    static AwsServiceException incorrectKey() {
        return error(IncorrectKeyException.builder(), "IncorrectKeyException",
                "The key ID in the request does not identify a CMK that can perform this operation.");
    }

    static AwsServiceException invalidSignature() {
        return error(KmsInvalidSignatureException.builder(), "KMSInvalidSignatureException", NOTHING);
    }

    static AwsServiceException invalidMac() {
        return error(KmsInvalidMacException.builder(), "KMSInvalidMacException", NOTHING);
    }

    static AwsServiceException dryRun() {
        return error(DryRunOperationException.builder(), "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.");
    }

    static AwsServiceException exists(String message) {
        return error(AlreadyExistsException.builder(), "AlreadyExistsException", message);
    }

    static AwsServiceException conflict(String message) {
        return error(ConflictException.builder(), "ConflictException", message);
    }

    static AwsServiceException limitExceeded(String message) {
        return error(LimitExceededException.builder(), "LimitExceededException", message);
    }

    static AwsServiceException invalidAliasName(String message) {
        return error(InvalidAliasNameException.builder(), "InvalidAliasNameException", message);
    }

    static AwsServiceException invalidArn(String message) {
        return error(InvalidArnException.builder(), "InvalidArnException", message);
    }

    static AwsServiceException malformedPolicy(String message) {
        return error(MalformedPolicyDocumentException.builder(), "MalformedPolicyDocumentException", message);
    }

    static AwsServiceException invalidGrantToken(String message) {
        return error(InvalidGrantTokenException.builder(), "InvalidGrantTokenException", message);
    }

    static AwsServiceException invalidGrantId(String message) {
        return error(InvalidGrantIdException.builder(), "InvalidGrantIdException", message);
    }

    static AwsServiceException invalidMarker() {
        return error(InvalidMarkerException.builder(), "InvalidMarkerException", "Could not deserialize marker");
    }

    static AwsServiceException invalidTag(String message) {
        return error(TagException.builder(), "TagException", message);
    }

    static AwsServiceException unsupported(String message) {
        return error(UnsupportedOperationException.builder(), "UnsupportedOperationException", message);
    }

    private static AwsServiceException error(AwsServiceException.Builder builder, String code, String message) {
        builder.writableStackTrace(false);
        return builder.message(message)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(AwsErrorDetails.builder().serviceName("Kms").errorCode(code).errorMessage(message).build())
                .build();
    }
}

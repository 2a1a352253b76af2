package dev.forebay.sqs;

import dev.forebay.envelope.KeyRefused;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidAddressException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.sqs.model.KmsDisabledException;
import software.amazon.awssdk.services.sqs.model.KmsInvalidKeyUsageException;
import software.amazon.awssdk.services.sqs.model.KmsInvalidStateException;
import software.amazon.awssdk.services.sqs.model.KmsNotFoundException;
import software.amazon.awssdk.services.sqs.model.KmsOptInRequiredException;
import software.amazon.awssdk.services.sqs.model.KmsThrottledException;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;
import software.amazon.awssdk.services.sqs.model.UnsupportedOperationException;

/** Every error of SQS, with AWS's code, status and words. They carry no stack trace: the caller's fault has none worth having. */
final class SqsErrors {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int INTERNAL = 500;
    private static final int UNAVAILABLE = 503;

    /** So much of what a caller sent comes back in a message; handles and names are shorter. */
    private static final int MAX_ECHO = 1_024;

    private static final String INVALID_CHARACTERS = "Invalid characters found. Valid unicode characters are"
            + " #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF";

    private SqsErrors() {}

    static AwsServiceException queueDoesNotExist() {
        return error(QueueDoesNotExistException.builder(), "QueueDoesNotExist", "The specified queue does not exist.");
    }

    static AwsServiceException queueNameExists(String attribute) {
        return error(QueueNameExistsException.builder(), "QueueNameExists",
                "A queue already exists with the same name and a different value for attribute " + attribute);
    }

    static AwsServiceException queueDeletedRecently() {
        return error(QueueDeletedRecentlyException.builder(), "QueueDeletedRecently",
                "You must wait 60 seconds after deleting a queue before you can create another with the same name.");
    }

    static AwsServiceException invalidQueueName() {
        return invalidParameterValue("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }

    static AwsServiceException invalidFifoQueueName() {
        return invalidParameterValue("The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores,"
                + " must end with .fifo suffix and be 1 to 80 in length");
    }

    static AwsServiceException invalidAddress(String url) {
        return error(InvalidAddressException.builder(), "InvalidAddress",
                "The address " + echo(url) + " is not valid for this endpoint.", NOT_FOUND);
    }

    static AwsServiceException invalidParameterValue(String message) {
        return error(SqsException.builder(), "InvalidParameterValue", message);
    }

    static AwsServiceException invalidParameter(Object value, String parameter, String reason) {
        return invalidParameterValue("Value " + echo(value) + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    static AwsServiceException notForThisQueueType(Object value, String parameter) {
        return invalidParameter(value, parameter, "The request include parameter that is not valid for this queue type.");
    }

    static AwsServiceException missingParameter(String name) {
        return error(SqsException.builder(), "MissingParameter", "The request must contain the parameter " + name + ".");
    }

    static AwsServiceException invalidAttributeName(String name) {
        return invalidAttributeNameBecause("Unknown Attribute " + echo(name) + ".");
    }

    static AwsServiceException onlyOnFifoQueues(String attribute) {
        return invalidAttributeNameBecause("You can specify the " + attribute + " only when FifoQueue is set to true.");
    }

    static AwsServiceException oneEncryptionOnly() {
        return invalidAttributeNameBecause("You can use one type of server-side encryption (SSE) at one time."
                + " You can either enable KMS SSE or SQS SSE.");
    }

    private static AwsServiceException invalidAttributeNameBecause(String message) {
        return error(InvalidAttributeNameException.builder(), "InvalidAttributeName", message);
    }

    static AwsServiceException invalidAttributeValue(String name) {
        return error(InvalidAttributeValueException.builder(), "InvalidAttributeValue", "Invalid value for the parameter " + name + ".");
    }

    static AwsServiceException invalidAttributeValue(String name, String reason) {
        return error(InvalidAttributeValueException.builder(), "InvalidAttributeValue",
                "Invalid value for the parameter " + name + ". Reason: " + reason);
    }

    static AwsServiceException receiptHandleIsInvalid(String handle) {
        return error(ReceiptHandleIsInvalidException.builder(), "ReceiptHandleIsInvalid",
                "The input receipt handle \"" + echo(handle) + "\" is not a valid receipt handle.", NOT_FOUND);
    }

    static AwsServiceException receiptHandleExpired(String handle) {
        return invalidParameter(handle, "ReceiptHandle", "The receipt handle has expired.");
    }

    static AwsServiceException messageNotInflight() {
        return error(MessageNotInflightException.builder(), "MessageNotInflight", "The specified message isn't in flight.");
    }

    static AwsServiceException overLimit() {
        return overLimit("The number of messages in flight has reached the queue's limit of " + Contents.MAX_IN_FLIGHT + ".");
    }

    static AwsServiceException overLimit(String message) {
        return error(OverLimitException.builder(), "OverLimit", message, FORBIDDEN);
    }

    static AwsServiceException purgeInProgress(String queue) {
        return error(PurgeQueueInProgressException.builder(), "PurgeQueueInProgress",
                "Only one PurgeQueue operation on " + queue + " is allowed every 60 seconds.", FORBIDDEN);
    }

    static AwsServiceException emptyBatchRequest() {
        return error(EmptyBatchRequestException.builder(), "EmptyBatchRequest",
                "There should be at least one SendMessageBatchRequestEntry in the request.");
    }

    static AwsServiceException tooManyEntries(int count) {
        return error(TooManyEntriesInBatchRequestException.builder(), "TooManyEntriesInBatchRequest",
                "Maximum number of entries per request are 10. You have sent " + count + ".");
    }

    static AwsServiceException batchEntryIdsNotDistinct(String id) {
        return error(BatchEntryIdsNotDistinctException.builder(), "BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
    }

    static AwsServiceException invalidBatchEntryId() {
        return error(InvalidBatchEntryIdException.builder(), "InvalidBatchEntryId",
                "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.");
    }

    static AwsServiceException batchRequestTooLong(long bytes) {
        return error(BatchRequestTooLongException.builder(), "BatchRequestTooLong",
                "Batch requests cannot be longer than 1048576 bytes. You have sent " + bytes + " bytes.");
    }

    static AwsServiceException invalidMessageContents() {
        return error(InvalidMessageContentsException.builder(), "InvalidMessageContents", INVALID_CHARACTERS);
    }

    /** AWS: the same words in an attribute are an invalid parameter. */
    static AwsServiceException invalidAttributeContents() {
        return invalidParameterValue(INVALID_CHARACTERS);
    }

    static AwsServiceException messageTooLong(int limit) {
        return invalidParameterValue(
                "One or more parameters are invalid. Reason: Message must be shorter than " + limit + " bytes.");
    }

    static AwsServiceException resourceNotFound(String message) {
        return error(ResourceNotFoundException.builder(), "ResourceNotFoundException", message, NOT_FOUND);
    }

    static AwsServiceException unsupportedOperation(String message) {
        return error(UnsupportedOperationException.builder(), "UnsupportedOperation", message);
    }

    static AwsServiceException moveTaskAlreadyRunning() {
        return invalidParameterValue(
                "There is already a task running. Only one active task is allowed for a source queue arn at a given time.");
    }

    static AwsServiceException requestThrottled() {
        return error(RequestThrottledException.builder(), "RequestThrottled",
                "The request was denied due to request throttling.", FORBIDDEN);
    }

    static AwsServiceException accessDenied(String message) {
        return error(SqsException.builder(), "AccessDenied", message, FORBIDDEN);
    }

    static AwsServiceException serviceUnavailable(String message) {
        return error(SqsException.builder(), "ServiceUnavailable", message, UNAVAILABLE);
    }

    /** AWS: in the older protocol these are called KMS.DisabledException and so on. */
    static AwsServiceException kms(KeyRefused refused) {
        String message = refused.getMessage();
        return switch (refused.reason()) {
            case DISABLED -> error(KmsDisabledException.builder(), "KmsDisabled", message);
            case INVALID_STATE -> error(KmsInvalidStateException.builder(), "KmsInvalidState", message);
            case NOT_FOUND -> error(KmsNotFoundException.builder(), "KmsNotFound", message);
            case ACCESS_DENIED -> error(KmsAccessDeniedException.builder(), "KmsAccessDenied", message);
            case THROTTLED -> error(KmsThrottledException.builder(), "KmsThrottled", message);
            case OPT_IN_REQUIRED -> error(KmsOptInRequiredException.builder(), "KmsOptInRequired", message, FORBIDDEN);
            case INVALID_USAGE -> error(KmsInvalidKeyUsageException.builder(), "KmsInvalidKeyUsage", message);
        };
    }

    static AwsServiceException internalFailure(String message) {
        return error(SqsException.builder(), "InternalFailure", message, INTERNAL);
    }

    private static AwsServiceException error(AwsServiceException.Builder builder, String code, String message) {
        return error(builder, code, message, BAD_REQUEST);
    }

    private static AwsServiceException error(AwsServiceException.Builder builder, String code, String message, int status) {
        builder.writableStackTrace(false);
        return builder.message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Sqs")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    private static String echo(Object value) {
        String text = String.valueOf(value);
        return text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO) + "...";
    }
}

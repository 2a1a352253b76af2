package dev.forebay.dynamodb;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Every error of DynamoDB, with AWS's code and words. They carry no stack trace: the caller's fault has none worth having. */
final class DynamoErrors {
    private static final int BAD_REQUEST = 400;

    private DynamoErrors() {}

    static AwsServiceException validation(String message) {
        return error(DynamoDbException.builder(), "ValidationException", message);
    }

    static AwsServiceException invalid(String reason) {
        return validation("One or more parameter values were invalid: " + reason);
    }

    static AwsServiceException invalidExpression(String kind, String reason) {
        return validation("Invalid " + kind + ": " + reason);
    }

    static AwsServiceException missing(String member) {
        return validation("1 validation error detected: Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
    }

    /** What AWS serves and this server does not. */
    static AwsServiceException notServed(String what) {
        return validation(what + " is not served here. See docs/dynamodb.md for what is.");
    }

    static AwsServiceException keyDoesNotMatch() {
        return validation("The provided key element does not match the schema");
    }

    static AwsServiceException resourceNotFound() {
        return error(ResourceNotFoundException.builder(), "ResourceNotFoundException", "Requested resource not found");
    }

    static AwsServiceException tableNotFound(String name) {
        return error(ResourceNotFoundException.builder(), "ResourceNotFoundException",
                "Requested resource not found: Table: " + name + " not found");
    }

    static AwsServiceException indexNotFound(String name) {
        return error(ResourceNotFoundException.builder(), "ResourceNotFoundException",
                "Requested resource not found: Index: " + name + " not found");
    }

    static AwsServiceException tableExists(String name) {
        return error(ResourceInUseException.builder(), "ResourceInUseException", "Table already exists: " + name);
    }

    static AwsServiceException resourceInUse(String message) {
        return error(ResourceInUseException.builder(), "ResourceInUseException", message);
    }

    static AwsServiceException limitExceeded(String message) {
        return error(LimitExceededException.builder(), "LimitExceededException", message);
    }

    /** {@code item} is shown when the caller asked for it and there is one. */
    static ConditionalCheckFailedException conditionFailed(Optional<Item> item) {
        ConditionalCheckFailedException.Builder builder = ConditionalCheckFailedException.builder();
        item.ifPresent(shown -> builder.item(AttributeValues.of(shown)));
        return (ConditionalCheckFailedException) error(builder, "ConditionalCheckFailedException", "The conditional request failed");
    }

    static AwsServiceException transactionCanceled(List<CancellationReason> reasons) {
        List<String> codes = reasons.stream().map(CancellationReason::code).toList();
        return error(TransactionCanceledException.builder().cancellationReasons(reasons), "TransactionCanceledException",
                "Transaction cancelled, please refer cancellation reasons for specific reasons [" + String.join(", ", codes) + "]");
    }

    static AwsServiceException idempotentParameterMismatch() {
        return error(IdempotentParameterMismatchException.builder(), "IdempotentParameterMismatchException",
                "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token"
                        + " with different requests, unless the requests are identical");
    }


    private static AwsServiceException error(AwsServiceException.Builder builder, String code, String message) {
        builder.writableStackTrace(false);
        return builder.message(message)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(AwsErrorDetails.builder().serviceName("DynamoDb").errorCode(code).errorMessage(message).build())
                .build();
    }
}

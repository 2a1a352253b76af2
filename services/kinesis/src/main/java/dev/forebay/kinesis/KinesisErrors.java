package dev.forebay.kinesis;

import dev.forebay.envelope.KeyRefused;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.KmsDisabledException;
import software.amazon.awssdk.services.kinesis.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kinesis.model.KmsNotFoundException;
import software.amazon.awssdk.services.kinesis.model.KmsOptInRequiredException;
import software.amazon.awssdk.services.kinesis.model.KmsThrottlingException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

/** The errors of Kinesis, with AWS's code, status and words. They carry no stack trace: the caller's fault has none worth having. */
final class KinesisErrors {
    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL = 500;
    private static final int UNAVAILABLE = 503;

    /** So much of what a caller sent comes back in a message. */
    private static final int MAX_ECHO = 1_024;

    private KinesisErrors() {}

    static AwsServiceException streamNotFound(StreamId id) {
        return notFound("Stream " + id.name() + " under account " + id.account() + " not found.");
    }

    static AwsServiceException streamExists(StreamId id) {
        return inUse("Stream " + id.name() + " under account " + id.account() + " already exists.");
    }

    static AwsServiceException notActive(StreamId id, StreamStatus status) {
        return inUse("Stream " + id.name() + " under account " + id.account() + " not ACTIVE, instead in state " + status);
    }

    static AwsServiceException shardNotFound(String shard, StreamId id) {
        String known = ShardId.parse(String.valueOf(shard)).map(ShardId::of).orElseGet(() -> echo(shard));
        return notFound("Could not find shard " + known + " in stream " + id.name() + " under account " + id.account() + ".");
    }

    static AwsServiceException shardDoesNotExist(String shard, StreamId id) {
        return ShardId.parse(String.valueOf(shard)).map(number -> notFound("Shard " + ShardId.of(number) + " in stream " + id.name()
                + " under account " + id.account() + " does not exist")).orElseGet(() -> shardNotFound(shard, id));
    }

    static AwsServiceException shardClosed(String shard, StreamId id) {
        return invalidArgument("Shard " + shard + " in stream " + id.name() + " under account " + id.account()
                + " has already been merged or split, and thus is not eligible for merging or splitting.");
    }

    static AwsServiceException invalidIterator() {
        return invalidArgument("Invalid ShardIterator.");
    }

    static AwsServiceException invalidToken() {
        return invalidArgument("Invalid NextToken.");
    }

    static AwsServiceException notFound(String message) {
        return error(ResourceNotFoundException.builder(), "ResourceNotFoundException", message, BAD_REQUEST);
    }

    static AwsServiceException inUse(String message) {
        return error(ResourceInUseException.builder(), "ResourceInUseException", message, BAD_REQUEST);
    }

    static AwsServiceException invalidArgument(String message) {
        return error(InvalidArgumentException.builder(), "InvalidArgumentException", message, BAD_REQUEST);
    }

    static AwsServiceException validation(String message) {
        return error(ValidationException.builder(), "ValidationException", message, BAD_REQUEST);
    }

    static AwsServiceException limitExceeded(String message) {
        return error(LimitExceededException.builder(), "LimitExceededException", message, BAD_REQUEST);
    }

    static AwsServiceException expiredIterator(String message) {
        return error(ExpiredIteratorException.builder(), "ExpiredIteratorException", message, BAD_REQUEST);
    }

    static AwsServiceException expiredToken(String message) {
        return error(ExpiredNextTokenException.builder(), "ExpiredNextTokenException", message, BAD_REQUEST);
    }

    static AwsServiceException throughputExceeded(String message) {
        return error(ProvisionedThroughputExceededException.builder(), "ProvisionedThroughputExceededException", message, BAD_REQUEST);
    }

    static AwsServiceException throughputExceeded(Shard shard, StreamId id) {
        return throughputExceeded(throughputMessage(shard, id));
    }

    /** AWS: says where. */
    static String throughputMessage(Shard shard, StreamId id) {
        return "Rate exceeded for shard " + shard.id() + " in stream " + id.name() + " under account " + id.account() + ".";
    }

    static AwsServiceException kms(KeyRefused refused) {
        String message = refused.getMessage();
        return switch (refused.reason()) {
            case DISABLED -> error(KmsDisabledException.builder(), "KMSDisabledException", message, BAD_REQUEST);
            // AWS: Kinesis has no error of its own for a key that is for something else; its state does not serve.
            case INVALID_STATE, INVALID_USAGE -> error(KmsInvalidStateException.builder(), "KMSInvalidStateException", message, BAD_REQUEST);
            case NOT_FOUND -> error(KmsNotFoundException.builder(), "KMSNotFoundException", message, BAD_REQUEST);
            case ACCESS_DENIED -> error(KmsAccessDeniedException.builder(), "KMSAccessDeniedException", message, BAD_REQUEST);
            case THROTTLED -> error(KmsThrottlingException.builder(), "KMSThrottlingException", message, BAD_REQUEST);
            case OPT_IN_REQUIRED -> error(KmsOptInRequiredException.builder(), "KMSOptInRequired", message, BAD_REQUEST);
        };
    }

    static AwsServiceException internalFailure(String message) {
        return error(KinesisException.builder(), "InternalFailure", message, INTERNAL);
    }

    static AwsServiceException serviceUnavailable(String message) {
        return error(KinesisException.builder(), "ServiceUnavailable", message, UNAVAILABLE);
    }

    static String echo(String given) {
        String text = String.valueOf(given);
        return text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO) + "...";
    }

    private static AwsServiceException error(AwsServiceException.Builder builder, String code, String message, int status) {
        builder.writableStackTrace(false);
        return builder.message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Kinesis")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}

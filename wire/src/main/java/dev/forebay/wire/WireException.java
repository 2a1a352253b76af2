package dev.forebay.wire;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A refusal by the wire itself, with AWS's code. The caller's fault: it carries no stack trace. */
final class WireException extends AwsServiceException {

    private WireException(Builder builder) {
        super(builder);
    }

    static WireException of(int status, String code, String message) {
        return new WireException(AwsServiceException.builder()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build()));
    }

    /** What is not JSON, or not of the type that the model wants. */
    static WireException serialization(String message) {
        return of(400, "SerializationException", message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}

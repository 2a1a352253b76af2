package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsErrorsTest {

    @Test
    void aModelledErrorIsOfItsOwnClass() {
        AwsServiceException error = SqsErrors.queueDoesNotExist();

        assertThat(error).isInstanceOf(QueueDoesNotExistException.class);
        assertThat(error.statusCode()).isEqualTo(400);
        assertThat(error.awsErrorDetails().serviceName()).isEqualTo("Sqs");
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("QueueDoesNotExist");
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("The specified queue does not exist.");
    }

    @Test
    void anErrorThatTheModelDoesNotKnowIsPlain() {
        AwsServiceException error = SqsErrors.missingParameter("MessageBody");

        assertThat(error).isExactlyInstanceOf(SqsException.class);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("MissingParameter");
    }

    @Test
    void someErrorsHaveAnotherStatus() {
        assertThat(SqsErrors.purgeInProgress("orders").statusCode()).isEqualTo(403);
        assertThat(SqsErrors.overLimit().statusCode()).isEqualTo(403);
        assertThat(SqsErrors.requestThrottled().statusCode()).isEqualTo(403);
        assertThat(SqsErrors.receiptHandleIsInvalid("x").statusCode()).isEqualTo(404);
        assertThat(SqsErrors.invalidAddress("x").statusCode()).isEqualTo(404);
        assertThat(SqsErrors.resourceNotFound("x").statusCode()).isEqualTo(404);
        assertThat(SqsErrors.serviceUnavailable("the disk is full").statusCode()).isEqualTo(503);
    }

    @Test
    void errorsCarryNoStackTrace() {
        assertThat(SqsErrors.queueDoesNotExist().getStackTrace()).isEmpty();
        assertThat(SqsErrors.invalidParameterValue("x").getStackTrace()).isEmpty();
    }

    @Test
    void aLongValueIsNotEchoedInFull() {
        AwsServiceException error = SqsErrors.invalidParameter("x".repeat(1_000_000), "ReceiptHandle", "It is long.");

        assertThat(error.awsErrorDetails().errorMessage()).hasSizeLessThan(2_000).endsWith("Reason: It is long.");
    }
}

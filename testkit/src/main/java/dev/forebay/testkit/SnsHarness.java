package dev.forebay.testkit;

import dev.forebay.identity.Caller;
import java.time.Duration;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An SNS under test with the SQS that it delivers to, in process or behind a socket. */
public interface SnsHarness extends ServiceHarness {

    /** A client of SNS that acts for a caller. */
    SnsClient sns(Caller caller);

    /** A client of SQS that acts for a caller. */
    SqsClient sqs(Caller caller);

    /** KMS, beside them. */
    KmsClient kms(Caller caller);

    /** Lets time pass, and what it makes due happen: deliveries too. No time at all lets happen what is due already. */
    @Override
    void pass(Duration time);
}

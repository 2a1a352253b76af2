package dev.forebay.testkit;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An SQS under test, in process or behind a socket. Queues that a test leaves behind may be seen by the next one. */
public interface SqsHarness extends ServiceHarness {

    /** A client that acts for a caller. */
    SqsClient client(Caller caller);

    /** KMS, beside it. */
    KmsClient kms(Caller caller);
}

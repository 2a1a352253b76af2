package dev.forebay.testkit;

import dev.forebay.identity.Caller;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An SQS under test, in process or behind a socket. Queues that a test leaves behind may be seen by the next one. */
public interface SqsHarness extends AutoCloseable {

    /** A client that acts for a caller. */
    SqsClient client(Caller caller);

    /** Lets time pass, and what it makes due happen. Where time is real and long, the test is to be aborted instead. */
    void pass(Duration time);

    @Override
    void close();
}

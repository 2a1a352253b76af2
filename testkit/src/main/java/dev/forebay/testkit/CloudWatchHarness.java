package dev.forebay.testkit;

import dev.forebay.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** A CloudWatch under test, in process or behind a socket. Metrics that a test leaves behind may be seen by the next one. */
public interface CloudWatchHarness extends AutoCloseable {

    /** A client that acts for a caller. */
    CloudWatchClient client(Caller caller);

    /** What time it is there. */
    Instant now();

    /** Lets time pass, and what it makes due happen. Where time is real and long, the test is to be aborted instead. */
    void pass(Duration time);

    @Override
    void close();
}

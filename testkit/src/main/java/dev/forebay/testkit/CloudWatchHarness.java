package dev.forebay.testkit;

import dev.forebay.identity.Caller;
import java.time.Instant;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** A CloudWatch under test, in process or behind a socket. Metrics that a test leaves behind may be seen by the next one. */
public interface CloudWatchHarness extends ServiceHarness {

    /** A client that acts for a caller. */
    CloudWatchClient client(Caller caller);

    /** What time it is there. */
    Instant now();
}

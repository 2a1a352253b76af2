package dev.forebay.testkit;

import dev.forebay.identity.Caller;
import java.time.Instant;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** IAM and STS under test, in process or behind a socket. What a test leaves behind may be seen by the next one. */
public interface IamHarness extends ServiceHarness {

    /** A client of IAM that acts for a caller. */
    IamClient iam(Caller caller);

    /** A client of STS that acts for a caller. */
    StsClient sts(Caller caller);

    /** What time it is there. */
    Instant now();
}

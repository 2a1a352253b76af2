package dev.forebay.testkit;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.kms.KmsClient;

/** A KMS under test, in process or behind a socket. Keys that a test leaves behind may be seen by the next one. */
public interface KmsHarness extends ServiceHarness {

    /** A client that acts for a caller. */
    KmsClient client(Caller caller);
}

package dev.forebay.server;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.KmsHarness;
import software.amazon.awssdk.services.kms.KmsClient;

/** KMS behind a socket: AWS's own client, the gateway and the wire before it, at a time the test owns. */
final class KmsOverHttp extends HarnessOverHttp implements KmsHarness {

    @Override
    public KmsClient client(Caller caller) {
        return client(KmsClient.class, KmsClient.builder(), caller);
    }
}

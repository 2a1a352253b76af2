package dev.forebay.server;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.IamHarness;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** A server of its own, whose time stands still until it is told to pass: AWS's own clients, the gateway and the wire before IAM and STS. */
final class IamOverHttp extends HarnessOverHttp implements IamHarness {

    @Override
    public IamClient iam(Caller caller) {
        return client(IamClient.class, IamClient.builder(), caller);
    }

    @Override
    public StsClient sts(Caller caller) {
        return client(StsClient.class, StsClient.builder(), caller);
    }
}

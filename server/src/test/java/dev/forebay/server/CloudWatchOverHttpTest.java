package dev.forebay.server;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.CloudWatchContract;
import dev.forebay.testkit.CloudWatchHarness;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** The contract suite through a socket: AWS's own client, the gateway and the wire before CloudWatch, at a time the test owns. */
class CloudWatchOverHttpTest extends CloudWatchContract {

    @Override
    protected CloudWatchHarness open() {
        return new OverHttp();
    }

    /** A server of its own, whose time stands still until it is told to pass. */
    private static final class OverHttp extends HarnessOverHttp implements CloudWatchHarness {

        @Override
        public CloudWatchClient client(Caller caller) {
            return client(CloudWatchClient.class, CloudWatchClient.builder(), caller);
        }
    }
}

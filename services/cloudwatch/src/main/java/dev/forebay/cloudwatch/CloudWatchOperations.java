package dev.forebay.cloudwatch;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** AWS's interface: which class answers which operation. */
final class CloudWatchOperations implements CloudWatchClient {

    CloudWatchOperations(CloudWatchService service, Caller caller) {}

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing is held: the service is for its owner to close. */
    @Override
    public void close() {}
}

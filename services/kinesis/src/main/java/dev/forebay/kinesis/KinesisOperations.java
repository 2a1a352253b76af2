package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** AWS's interface: which class answers which operation. */
final class KinesisOperations implements KinesisClient {

    KinesisOperations(KinesisService service, Caller caller) {}

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing is held: the service is for its owner to close. */
    @Override
    public void close() {}
}

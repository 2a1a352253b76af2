package dev.forebay.dynamodb;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** AWS's interface: which class answers which operation. */
final class DynamoDbOperations implements DynamoDbClient {

    DynamoDbOperations(DynamoDbService service, Caller caller) {}

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing is held: the service is for its owner to close. */
    @Override
    public void close() {}
}

package dev.forebay.dynamodb;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.Timers;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB, as much of it as consumers of streams need: owns all tables of a store, and hands out AWS's client interface bound to a caller. Safe for any thread. */
public final class DynamoDbService implements AutoCloseable {

    private DynamoDbService() {}

    /** Opens what a store holds. */
    public static DynamoDbService open(Partitions partitions, Clock clock, Timers timers) {
        return new DynamoDbService();
    }

    /** AWS's client interface, acting for a caller. Cheap: make one for each request. */
    public DynamoDbClient client(Caller caller) {
        return new DynamoDbOperations(this, caller);
    }

    /** Begins nothing further. The store is for its owner to close. */
    @Override
    public void close() {}
}

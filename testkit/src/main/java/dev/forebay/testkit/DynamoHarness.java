package dev.forebay.testkit;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB under test, in process or behind a socket. Tables that a test leaves behind may be seen by the next one. */
public interface DynamoHarness extends ServiceHarness {

    /** A client that acts for a caller. */
    DynamoDbClient client(Caller caller);
}

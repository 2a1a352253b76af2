package dev.forebay.testkit;

import dev.forebay.identity.Caller;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB under test, in process or behind a socket. Tables that a test leaves behind may be seen by the next one. */
public interface DynamoHarness extends AutoCloseable {

    /** A client that acts for a caller. */
    DynamoDbClient client(Caller caller);

    /** Lets time pass, and what it makes due happen. Where time is real and long, the test is to be aborted instead. */
    void pass(Duration time);

    @Override
    void close();
}

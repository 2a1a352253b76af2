package dev.forebay.testkit;

import dev.forebay.identity.Caller;
import java.time.Instant;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/** A CloudTrail under test, in process or behind a socket, and a way to make calls that it records. */
public interface CloudTrailHarness extends ServiceHarness {

    /** A client that acts for a caller. */
    CloudTrailClient client(Caller caller);

    /** Somebody creates a topic. */
    void createTopic(Caller caller, String name);

    /** Somebody lists topics. */
    void listTopics(Caller caller);

    /** Somebody asks for the attributes of a topic that is not there, and is refused. */
    void missTopic(Caller caller, String name);

    /** Somebody publishes to a topic. */
    void publish(Caller caller, String topic, String message);

    /** What time it is there. */
    Instant now();
}

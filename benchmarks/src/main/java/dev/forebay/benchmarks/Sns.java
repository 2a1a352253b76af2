package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The requests to SNS, and a few calls to set up. */
final class Sns {

    private Sns() {}

    /** Creates a topic and returns its ARN. */
    static String createTopic(int port, String name) throws IOException {
        try (Connection connection = new Connection(port)) {
            return connection.call(Request.sns("CreateTopic").with("Name", name).finish()).element("TopicArn").orElseThrow();
        }
    }

    /** Deletes a topic with its subscriptions. */
    static void deleteTopic(int port, String topic) throws IOException {
        try (Connection connection = new Connection(port)) {
            connection.call(Request.sns("DeleteTopic").with("TopicArn", topic).finish());
        }
    }

    /**
     * Subscribes a queue.
     *
     * @param attributes names and values in turn, such as {@code FilterPolicy}
     */
    static void subscribe(Connection connection, String topic, String queueArn, String... attributes) throws IOException {
        Request request = Request.sns("Subscribe").with("TopicArn", topic).with("Protocol", "sqs").with("Endpoint", queueArn);
        for (int i = 0; i < attributes.length; i += 2) {
            request.with("Attributes.entry." + (i / 2 + 1) + ".key", attributes[i])
                    .with("Attributes.entry." + (i / 2 + 1) + ".value", attributes[i + 1]);
        }
        connection.call(request.finish());
    }

    /**
     * A message.
     *
     * @param customer the value of the attribute {@code customer}, for filters; empty for no attribute
     */
    static ByteBuffer publish(String topic, String body, String customer) {
        Request request = Request.sns("Publish").with("TopicArn", topic).with("Message", body);
        if (!customer.isEmpty()) {
            request.with("MessageAttributes.entry.1.Name", "customer").with("MessageAttributes.entry.1.Value.DataType", "String")
                    .with("MessageAttributes.entry.1.Value.StringValue", customer);
        }
        return request.finish();
    }

    /** A filter on that attribute. */
    static String wants(String customer) {
        return "{\"customer\":[\"" + customer + "\"]}";
    }
}

package dev.forebay.benchmarks;

import java.io.IOException;

/** Very many subscriptions of one topic: of queues that do not exist, each with a filter that lets one customer through. */
final class Subscribers {

    private Subscribers() {}

    /** Subscribes so many, over all connections of the load. */
    static Measured subscribe(int port, Load load, String topic, long count) throws IOException, InterruptedException {
        return ClosedLoop.toTheEnd("subscribe", port, load, Turns.each(count, () -> subscribing(topic)));
    }

    private static Turns.Numbered subscribing(String topic) {
        // The filter begins so: {"customer":["c-
        Request request = Request.sns("Subscribe").with("TopicArn", topic).with("Protocol", "sqs")
                .with("Attributes.entry.1.key", "FilterPolicy").with("Attributes.entry.1.value", "{\"customer\":[\"c-");
        int start = request.size();
        return (connection, number) -> connection.call(request.cut(start).add(number).add("%22%5D%7D")
                .add("&Endpoint=arn:aws:sqs:us-east-1:000000000000:nobody-").add(number).finish());
    }
}

package dev.forebay.sns;

import dev.forebay.identity.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells an operator, in JSON, how the deliveries of each subscription ended. */
final class DeliveryReport {
    private static final int MOST = 1_000;

    private DeliveryReport() {}

    static String of(Collection<Topic> topics) {
        return topics.stream()
                .flatMap(topic -> Stream.concat(topic.roster().page(0, Integer.MAX_VALUE).stream(), topic.ended().values().stream()))
                .filter(Subscription::hasCounts)
                .sorted(Comparator.comparingLong(DeliveryReport::failures).reversed())
                .limit(MOST)
                .map(DeliveryReport::line)
                .collect(Collectors.joining(",\n", "[", "]\n"));
    }

    private static long failures(Subscription subscription) {
        return subscription.counts().shown().failedAttempts();
    }

    private static String line(Subscription subscription) {
        DeliveryCounts.Shown counts = subscription.counts().shown();
        return "{\"SubscriptionArn\":" + Json.quoted(subscription.arn())
                + ",\"Protocol\":" + Json.quoted(subscription.protocol().aws)
                + ",\"Delivered\":" + counts.delivered()
                + ",\"FailedAttempts\":" + counts.failedAttempts()
                + ",\"DeadLettered\":" + counts.deadLettered()
                + ",\"GivenUp\":" + counts.givenUp()
                + ",\"LastFailure\":" + Json.quoted(counts.lastFailure()) + "}";
    }
}

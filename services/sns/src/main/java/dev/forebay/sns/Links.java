package dev.forebay.sns;

import dev.forebay.identity.Arn;
import java.util.function.Supplier;

/**
 * The addresses that are handed out to receivers: where to confirm, to unsubscribe, and to fetch the certificate.
 *
 * <p>All begin with the public address of this server, as receivers see it, such as {@code https://sns.example.org}. If it
 * has {@code {region}} in it, the topic's region stands there, as in {@code https://sns.{region}.amazonaws.com}.
 */
final class Links {
    private static final String REGION = "{region}";

    private final Supplier<String> base;

    /** @param base without a slash at its end; asked each time, for the server may not know its port yet */
    Links(Supplier<String> base) {
        this.base = base;
    }

    String subscribe(String topicArn, String token) {
        return base(topicArn) + "/?Action=ConfirmSubscription&TopicArn=" + topicArn + "&Token=" + token;
    }

    String unsubscribe(String subscriptionArn) {
        return beforeSubscription(subscriptionArn) + subscriptionArn;
    }

    /** What comes before the subscription in every address to unsubscribe from a topic. */
    String beforeSubscription(String topicArn) {
        return base(topicArn) + "/?Action=Unsubscribe&SubscriptionArn=";
    }

    String certificate(String topicArn, String fileName) {
        return base(topicArn) + "/" + fileName;
    }

    private String base(String arn) {
        String address = base.get();
        if (!address.contains(REGION)) {
            return address;
        }
        return address.replace(REGION, Arn.parse(arn).map(Arn::region).orElse(""));
    }
}

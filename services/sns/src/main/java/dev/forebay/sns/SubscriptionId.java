package dev.forebay.sns;

import java.util.Optional;
import java.util.UUID;

/** Which subscription: a topic, and the UUID that ends the subscription's ARN. */
record SubscriptionId(TopicId topic, UUID id) {
    private static final int UUID_LENGTH = 36;

    String arn() {
        return topic.arn() + ":" + id;
    }

    /** The subscription that an ARN from outside names; whether it exists is not known here. */
    static SubscriptionId checked(String arn) {
        int elements = arn.split(":", -1).length;
        if (elements < 6) {
            throw SnsErrors.invalidParameter("SubscriptionArn Reason: An ARN must have at least 6 elements, not " + elements);
        }
        if (elements == 6) {
            // AWS: a topic's ARN is no subscription's.
            throw SnsErrors.invalidParameter("SubscriptionId");
        }
        return parse(arn).orElseThrow(SnsErrors::subscriptionDoesNotExist);
    }

    static Optional<SubscriptionId> parse(String arn) {
        int colon = arn.lastIndexOf(':');
        if (colon < 0 || arn.length() - colon - 1 != UUID_LENGTH) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(arn.substring(colon + 1));
            return TopicId.fromArn(arn.substring(0, colon)).map(topic -> new SubscriptionId(topic, id));
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }
}

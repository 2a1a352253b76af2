package dev.forebay.sns;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A message that asks an endpoint whether it wants to be subscribed, or tells it that it no longer is.
 *
 * @param messageId       the same at every attempt
 * @param token           what confirms the subscription, or restores it
 * @param topicArn        the topic
 * @param subscriptionArn the subscription
 * @param at              milliseconds since 1970, the same at every attempt
 */
record Confirmation(Kind kind, UUID messageId, String token, String topicArn, String subscriptionArn, long at) {

    /** What is confirmed. */
    enum Kind {
        SUBSCRIPTION("SubscriptionConfirmation"),
        UNSUBSCRIPTION("UnsubscribeConfirmation");

        /** AWS's name. */
        final String aws;

        Kind(String aws) {
            this.aws = aws;
        }
    }

    /** What a subscription that waits for an answer, or one that ended, is to be told: the same whenever it is made. */
    static Confirmation of(Kind kind, Subscription target) {
        SubscriptionRecord record = target.record();
        UUID messageId = switch (kind) {
            case SUBSCRIPTION -> record.id();
            case UNSUBSCRIPTION -> UUID.nameUUIDFromBytes(record.token().getBytes(StandardCharsets.UTF_8));
        };
        return new Confirmation(kind, messageId, record.token(), target.topic().arn(), target.arn(), record.createdAt());
    }

    /** AWS's words, which receivers show to people. */
    String message() {
        return switch (kind) {
            case SUBSCRIPTION -> "You have chosen to subscribe to the topic " + topicArn
                    + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.";
            case UNSUBSCRIPTION -> "You have chosen to deactivate subscription " + subscriptionArn
                    + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this message.";
        };
    }
}

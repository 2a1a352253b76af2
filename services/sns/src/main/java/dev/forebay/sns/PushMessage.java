package dev.forebay.sns;

import dev.forebay.couriers.PushJson;
import java.util.Map;
import java.util.Optional;

/**
 * A notification as one platform gets it.
 *
 * @param platform     the platform
 * @param text         what the publisher wrote for it
 * @param isPayload    whether that is a payload of the platform's own, not a plain text
 * @param notification the notification, for its attributes
 */
record PushMessage(Platform platform, String text, boolean isPayload, Notification notification) {
    private static final String RESERVED = "AWS.SNS.MOBILE.";

    /** @throws PushUnsendable when the publisher wrote nothing for the platform, nor for all */
    static PushMessage of(Notification notification, Platform platform) throws PushUnsendable {
        if (!notification.structured()) {
            return new PushMessage(platform, notification.message(), false, notification);
        }
        MessageStructure structure = MessageStructure.of(notification.message());
        String key = platform.name();
        String text = structure.text(key);
        if (text == null) {
            throw new PushUnsendable("the message has no text for " + platform);
        }
        return new PushMessage(platform, text, structure.has(key), notification);
    }

    /** The payload as JSON: the publisher's own, or {@code plain}; empty when the publisher's own is not an object. */
    Optional<Map<String, Object>> json(Map<String, Object> plain) {
        return isPayload ? PushJson.object(text) : Optional.of(plain);
    }

    /** A reserved attribute such as {@code APNS.TOPIC}; empty when there is none. */
    String reserved(String name) {
        MessageAttribute attribute = notification.attributes().get(RESERVED + name);
        return attribute == null ? "" : attribute.text();
    }

    /** The time to live that the publisher set in an attribute, as it is written there; empty for none. */
    String timeToLive() {
        String own = reserved(platform + ".TTL");
        return own.isEmpty() && platform == Platform.GCM ? reserved("FCM.TTL") : own;
    }
}

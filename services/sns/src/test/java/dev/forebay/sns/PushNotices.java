package dev.forebay.sns;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Notifications for tests of mobile push. */
final class PushNotices {
    static final long PUBLISHED = dev.forebay.testkit.ManualClock.EPOCH;

    private PushNotices() {}

    /** A plain text with attributes: names and values in turn. */
    static Notification plain(String text, String... attributes) {
        return notification(text, false, attributes);
    }

    /** A JSON object with a text for each platform. */
    static Notification structured(String json, String... attributes) {
        return notification(json, true, attributes);
    }

    /** A structure with one platform's payload and a default. */
    static Notification payload(String key, String payload, String... attributes) {
        return structured(dev.forebay.couriers.PushJson.write(Map.of("default", "for all", key, payload)), attributes);
    }

    private static Notification notification(String message, boolean structured, String... attributes) {
        Map<String, MessageAttribute> all = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            all.put("AWS.SNS.MOBILE." + attributes[i], MessageAttribute.ofText("String", attributes[i + 1]));
        }
        return new Notification(new UUID(1, 2), 0, PUBLISHED, "", "", message, structured, all, "", "", "", false);
    }
}

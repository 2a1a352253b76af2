package dev.forebay.sns;

import dev.forebay.couriers.ApnsPush;
import dev.forebay.couriers.PushJson;
import java.util.List;
import java.util.Map;

/** What APNs gets for a notification: payload and headers. */
final class PushApnsPayload {
    private static final List<String> SEEN_BY_USERS = List.of("alert", "badge", "sound");

    private PushApnsPayload() {}

    /** {@code bundleId}: the app's, where it is known; empty where a certificate tells it. */
    static ApnsPush of(PushMessage message, String deviceToken, String bundleId, long now) throws PushUnsendable {
        Map<String, Object> plain = Map.of("aps", Map.of("alert", message.text()));
        Map<String, Object> payload = message.json(plain).orElseThrow(() -> PushUnsendable.noObject(message.platform()));
        PushTtl ttl = PushTtl.of(message, now);
        String type = or(message.reserved("APNS.PUSH_TYPE"), type(message.platform(), payload));
        return new ApnsPush(
                deviceToken,
                message.isPayload() ? message.text() : PushJson.write(plain),
                or(message.reserved("APNS.TOPIC"), topic(message.platform(), bundleId)),
                type,
                // APNs refuses background pushes with the priority that it takes for granted.
                or(message.reserved("APNS.PRIORITY"), type.equals("background") ? "5" : ""),
                ttl.isSet() ? Long.toString(ttl.expiration()) : "",
                message.reserved("APNS.COLLAPSE_ID"));
    }

    private static String or(String given, String otherwise) {
        return given.isEmpty() ? otherwise : given;
    }

    /** AWS: a push is a background push when it says so and has nothing that a user would see or hear. */
    private static String type(Platform platform, Map<String, Object> payload) {
        if (platform.isVoip()) {
            return "voip";
        }
        Map<String, Object> aps = PushJson.object(payload, "aps");
        Object available = aps.get("content-available");
        boolean isBackground = (Integer.valueOf(1).equals(available) || Boolean.TRUE.equals(available))
                && SEEN_BY_USERS.stream().noneMatch(aps::containsKey);
        return isBackground ? "background" : "alert";
    }

    private static String topic(Platform platform, String bundleId) {
        return bundleId.isEmpty() || !platform.isVoip() || bundleId.endsWith(".voip") ? bundleId : bundleId + ".voip";
    }
}

package dev.forebay.sns;

import dev.forebay.couriers.PushJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What FCM gets for a notification: the body of a {@code messages:send}. */
final class PushFcmPayload {
    private PushFcmPayload() {}

    static String of(PushMessage message, String token, long now) throws PushUnsendable {
        // AWS: a plain text arrives as the data "default".
        Map<String, Object> data = Map.of("default", message.text());
        Map<String, Object> plain = Map.of("fcmV1Message", Map.of("message", Map.of("data", data)));
        Map<String, Object> payload = message.json(plain).orElseThrow(() -> PushUnsendable.noObject(message.platform()));
        Map<String, Object> request = payload.containsKey("fcmV1Message")
                ? new LinkedHashMap<>(PushJson.object(payload, "fcmV1Message"))
                : PushFcmLegacy.translated(payload);
        Map<String, Object> inner = new LinkedHashMap<>(PushJson.object(request, "message"));
        inner.keySet().removeAll(List.of("topic", "condition", "token"));
        if (inner.get("data") instanceof Map<?, ?>) {
            inner.put("data", texts(PushJson.object(inner, "data")));
        }
        PushTtl ttl = PushTtl.of(message, now);
        if (ttl.isSet()) {
            Map<String, Object> android = new LinkedHashMap<>(PushJson.object(inner, "android"));
            android.put("ttl", ttl.remaining() + "s");
            inner.put("android", android);
        }
        inner.put("token", token);
        request.put("message", inner);
        return PushJson.write(request);
    }

    /** FCM takes text only as data; what is something else becomes its text. */
    static Map<String, Object> texts(Map<String, Object> data) {
        Map<String, Object> texts = new LinkedHashMap<>();
        data.forEach((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> object -> PushJson.write(PushJson.asObject(object));
            case List<?> list -> inBrackets(list);
            default -> value.toString();
        };
    }

    private static String inBrackets(List<?> list) {
        String wrapped = PushJson.write(Map.of("l", list));
        return wrapped.substring("{\"l\":".length(), wrapped.length() - 1);
    }
}

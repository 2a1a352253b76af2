package dev.forebay.sns;

import dev.forebay.couriers.PushJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** What ADM gets for a notification. */
final class PushAdmPayload {
    private PushAdmPayload() {}

    static String of(PushMessage message, long now) throws PushUnsendable {
        // AWS: a plain text arrives as the data "default".
        Map<String, Object> plain = Map.of("data", Map.of("default", message.text()));
        Map<String, Object> payload = message.json(plain).orElseThrow(() -> PushUnsendable.noObject(message.platform()));
        PushTtl ttl = PushTtl.of(message, now);
        if (!ttl.isSet()) {
            return PushJson.write(payload);
        }
        if (ttl.remaining() == 0) {
            // AWS: "now or never" means nothing to ADM, so it is never.
            throw new PushUnsendable("the time to live is over");
        }
        Map<String, Object> limited = new LinkedHashMap<>(payload);
        limited.put("expiresAfter", ttl.remaining());
        return PushJson.write(limited);
    }
}

package dev.forebay.couriers;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One notification for one device, as APNs takes it. Text that is empty is left out of the request.
 *
 * @param deviceToken the device and app, in hexadecimal
 * @param payload     the JSON object with {@code aps} in it
 * @param topic       the app's bundle id, perhaps with a suffix such as {@code .voip}
 * @param pushType    such as {@code alert} or {@code background}
 * @param priority    {@code 10}, {@code 5} or {@code 1}
 * @param expiration  until when APNs tries, in seconds since 1970; {@code 0} for once, now
 * @param collapseId  what it takes the place of on the device
 */
public record ApnsPush(
        String deviceToken, String payload, String topic, String pushType, String priority, String expiration, String collapseId) {

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        put(headers, "apns-topic", topic);
        put(headers, "apns-push-type", pushType);
        put(headers, "apns-priority", priority);
        put(headers, "apns-expiration", expiration);
        put(headers, "apns-collapse-id", collapseId);
        return headers;
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.put(name, value);
        }
    }
}

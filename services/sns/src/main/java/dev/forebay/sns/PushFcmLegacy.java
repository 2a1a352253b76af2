package dev.forebay.sns;

import dev.forebay.couriers.PushJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages in the form of FCM's interface of old, translated to HTTP v1 as AWS documents it: what the kinds of devices
 * share goes to each of them, under the name that it has there.
 */
final class PushFcmLegacy {
    private static final List<String> ANDROID = List.of(
            "title", "body", "icon", "color", "sound", "tag", "click_action",
            "body_loc_key", "body_loc_args", "title_loc_key", "title_loc_args");
    private static final List<String> WEB = List.of("title", "body", "icon", "tag");

    private PushFcmLegacy() {}

    static Map<String, Object> translated(Map<String, Object> legacy) {
        Map<String, Object> notification = PushJson.object(legacy, "notification");
        Map<String, Object> data = PushFcmPayload.texts(PushJson.object(legacy, "data"));
        Map<String, Object> message = new LinkedHashMap<>();
        put(message, "notification", some(notification, List.of("title", "body", "image")));
        put(message, "android", android(legacy, notification, data));
        put(message, "apns", apns(legacy, notification));
        put(message, "webpush", web(notification, data));
        put(message, "data", data);
        Map<String, Object> request = new LinkedHashMap<>();
        if (Boolean.TRUE.equals(legacy.get("dry_run"))) {
            request.put("validate_only", true);
        }
        request.put("message", message);
        return request;
    }

    private static Map<String, Object> android(
            Map<String, Object> legacy, Map<String, Object> notification, Map<String, Object> data) {
        Map<String, Object> android = some(legacy, List.of("collapse_key", "restricted_package_name", "direct_boot_ok"));
        // FCM of old: notifications were urgent unless told otherwise, data was not.
        if (legacy.get("priority") instanceof String priority) {
            android.put("priority", priority);
        } else if (!notification.isEmpty()) {
            android.put("priority", "high");
        }
        if (legacy.get("time_to_live") instanceof Number seconds) {
            android.put("ttl", seconds + "s");
        }
        Map<String, Object> shown = some(notification, ANDROID);
        rename(notification, "android_channel_id", shown, "channel_id");
        put(android, "notification", shown);
        put(android, "data", data);
        return android;
    }

    private static Map<String, Object> apns(Map<String, Object> legacy, Map<String, Object> notification) {
        Map<String, Object> alert = some(notification, List.of("title", "body"));
        rename(notification, "title_loc_key", alert, "title-loc-key");
        rename(notification, "title_loc_args", alert, "title-loc-args");
        rename(notification, "body_loc_key", alert, "loc-key");
        rename(notification, "body_loc_args", alert, "loc-args");
        Map<String, Object> aps = new LinkedHashMap<>();
        put(aps, "alert", alert);
        rename(notification, "click_action", aps, "category");
        rename(notification, "sound", aps, "sound");
        if (notification.get("badge") instanceof Number badge) {
            aps.put("badge", badge);
        }
        if (Boolean.TRUE.equals(legacy.get("content_available"))) {
            aps.put("content-available", 1);
        }
        if (Boolean.TRUE.equals(legacy.get("mutable_content"))) {
            aps.put("mutable-content", 1);
        }
        return aps.isEmpty() ? Map.of() : Map.of("payload", Map.of("aps", aps));
    }

    private static Map<String, Object> web(Map<String, Object> notification, Map<String, Object> data) {
        Map<String, Object> shown = some(notification, WEB);
        if (notification.get("badge") instanceof String badge) {
            shown.put("badge", badge);
        }
        Map<String, Object> web = new LinkedHashMap<>();
        put(web, "notification", shown);
        put(web, "data", data);
        return web;
    }

    private static Map<String, Object> some(Map<String, Object> from, List<String> names) {
        Map<String, Object> some = new LinkedHashMap<>();
        names.forEach(name -> rename(from, name, some, name));
        return some;
    }

    private static void rename(Map<String, Object> from, String name, Map<String, Object> to, String newName) {
        if (from.get(name) != null) {
            to.put(newName, from.get(name));
        }
    }

    private static void put(Map<String, Object> to, String name, Map<String, Object> value) {
        if (!value.isEmpty()) {
            to.put(name, value);
        }
    }
}

package dev.forebay.sns;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The attributes of endpoints as callers give them, checked against AWS's rules. */
final class PlatformEndpointAttributes {
    private static final Set<String> NAMES = Set.of("CustomUserData", "Enabled", "Token");
    private static final int MAX_USER_DATA_BYTES = 2_048;
    /** Ours: the longest registration ids have some hundred characters. */
    private static final int MAX_TOKEN_LENGTH = 4_096;
    private static final int MAX_APPLE_TOKEN_LENGTH = 400;

    private PlatformEndpointAttributes() {}

    /** What a new endpoint begins with. AWS: an attribute wins over the parameter of the same name. */
    static PlatformEndpointRecord create(Platform platform, String token, String customUserData, Map<String, String> attributes) {
        String userData = customUserData == null ? "" : customUserData;
        if (isTooLong(userData)) {
            throw SnsErrors.invalidParameter("CustomUserData Reason: must be at most 2048 bytes long in UTF-8 encoding");
        }
        String problem = problem(platform, token == null ? "" : token);
        if (!problem.isEmpty()) {
            throw SnsErrors.invalidParameter("Token Reason: " + problem);
        }
        return change(platform, new PlatformEndpointRecord(true, stored(platform, token), userData), attributes);
    }

    /** What an endpoint becomes by attributes that are set. */
    static PlatformEndpointRecord change(Platform platform, PlatformEndpointRecord before, Map<String, String> attributes) {
        for (String name : attributes.keySet()) {
            if (!NAMES.contains(name)) {
                throw SnsErrors.invalidParameter("Attributes Reason: Invalid attribute name: " + name);
            }
        }
        String token = attributes.get("Token");
        String userData = attributes.getOrDefault("CustomUserData", before.customUserData());
        if (isTooLong(userData)) {
            throw invalidValue("CustomUserData", "must be at most 2048 bytes long in UTF-8 encoding");
        }
        String problem = token == null ? "" : problem(platform, token);
        if (!problem.isEmpty()) {
            throw invalidValue("Token", problem);
        }
        return new PlatformEndpointRecord(
                enabled(attributes, before.enabled()), token == null ? before.token() : stored(platform, token), userData);
    }

    private static boolean enabled(Map<String, String> attributes, boolean before) {
        String value = attributes.get("Enabled");
        if (value == null) {
            return before;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalidValue("Enabled", "must be true or false");
        };
    }

    private static boolean isTooLong(String userData) {
        return userData.getBytes(StandardCharsets.UTF_8).length > MAX_USER_DATA_BYTES;
    }

    private static String problem(Platform platform, String token) {
        if (token.isEmpty()) {
            return "cannot be empty";
        }
        if (platform.isApple && !token.matches("[0-9A-Fa-f]{1," + MAX_APPLE_TOKEN_LENGTH + "}")) {
            return "iOS device tokens must be no more than 400 hexadecimal characters";
        }
        return token.length() > MAX_TOKEN_LENGTH ? "must be at most 4096 characters long" : "";
    }

    /** AWS: the tokens of Apple's devices are shown in lower case. */
    private static String stored(Platform platform, String token) {
        return platform.isApple ? token.toLowerCase(Locale.ROOT) : token;
    }

    private static RuntimeException invalidValue(String name, String why) {
        return SnsErrors.invalidParameter("Attributes Reason: Invalid value for attribute: " + name + ": " + why);
    }
}

package dev.forebay.sns;

import dev.forebay.identity.Arn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The attributes of platform applications as callers give and see them, checked against AWS's rules. */
final class PlatformAttributes {
    static final String CREDENTIAL = "PlatformCredential";
    static final String PRINCIPAL = "PlatformPrincipal";
    static final String TEAM = "ApplePlatformTeamID";
    static final String BUNDLE = "ApplePlatformBundleID";
    static final String ENABLED = "Enabled";
    private static final String SAMPLE_RATE = "SuccessFeedbackSampleRate";
    private static final String METHOD = "AuthenticationMethod";

    private static final Set<String> ARNS = Set.of(
            "EventEndpointCreated", "EventEndpointDeleted", "EventEndpointUpdated", "EventDeliveryFailure",
            "SuccessFeedbackRoleArn", "FailureFeedbackRoleArn");
    /** What is sealed where it is stored, and never shown. */
    static final Set<String> SECRET = Set.of(CREDENTIAL, PRINCIPAL);
    private static final Set<String> OTHERS = Set.of(ENABLED, SAMPLE_RATE);
    /** What the credentials are made of. */
    static final Set<String> CREDENTIALS = Set.of(CREDENTIAL, PRINCIPAL, TEAM, BUNDLE, METHOD);
    /** Longer than any key, certificate chain or service account. */
    private static final int MAX_VALUE_LENGTH = 64 * 1024;

    private PlatformAttributes() {}

    /** The attributes of an application after a change; empty values take attributes away. {@code now}: in milliseconds. */
    static Map<String, String> checked(Platform platform, Map<String, String> before, Map<String, String> changes, long now) {
        Map<String, String> after = new TreeMap<>(before);
        changes.forEach((name, value) -> {
            check(name, value);
            if (value.isEmpty()) {
                after.remove(name);
            } else {
                after.put(name, stored(name, value));
            }
        });
        checkCredentials(platform, changes, after, now);
        return after;
    }

    private static String stored(String name, String value) {
        return name.equals(ENABLED) || name.equals(METHOD) ? value.toLowerCase(Locale.ROOT) : value;
    }

    private static void check(String name, String value) {
        if (!ARNS.contains(name) && !CREDENTIALS.contains(name) && !OTHERS.contains(name)) {
            throw SnsErrors.invalidParameter("Attributes Reason: Invalid attribute name: " + name);
        }
        if (value.length() > MAX_VALUE_LENGTH) {
            throw invalidValue(name, "must be at most 65536 characters long");
        }
        if (name.equals(SAMPLE_RATE) && !value.matches("\\d|\\d\\d|100|")) {
            throw invalidValue(name, value + " value provided is not an integer between 0-100");
        }
        if (name.equals(ENABLED) && !value.toLowerCase(Locale.ROOT).matches("true|false")) {
            throw invalidValue(name, "must be true or false");
        }
        if (ARNS.contains(name) && !value.isEmpty() && Arn.parse(value).isEmpty()) {
            throw invalidValue(name, "An ARN must have at least 6 elements, not " + value.split(":", -1).length);
        }
    }

    private static RuntimeException invalidValue(String name, String why) {
        return SnsErrors.invalidParameter("Attributes Reason: Invalid value for attribute: " + name + ": " + why);
    }

    private static void checkCredentials(Platform platform, Map<String, String> changes, Map<String, String> after, long now) {
        if (platform != Platform.GCM) {
            requireBoth(changes, CREDENTIAL, PRINCIPAL);
            requireBoth(changes, PRINCIPAL, CREDENTIAL);
        }
        if (platform.isApple && !after.getOrDefault(PRINCIPAL, "").contains("-----")) {
            require(after, TEAM);
            require(after, BUNDLE);
        }
        if (changes.keySet().stream().anyMatch(CREDENTIALS::contains) || !after.containsKey(CREDENTIAL)) {
            PlatformCredentials credentials = PlatformCredentials.checked(platform, after, now);
            if (!after.getOrDefault(METHOD, credentials.method()).equals(credentials.method())) {
                throw invalidValue(METHOD, "the credentials are for " + credentials.method());
            }
        }
    }

    private static void requireBoth(Map<String, String> changes, String one, String other) {
        if (changes.containsKey(one) && !changes.containsKey(other)) {
            throw SnsErrors.invalidParameter("Attributes Reason: " + one + " attribute provided without " + other);
        }
    }

    private static void require(Map<String, String> after, String name) {
        if (!after.containsKey(name)) {
            throw SnsErrors.invalidParameter("Attributes Reason: " + name + " is needed for token-based authentication");
        }
    }

    /** As AWS shows them: never the credentials, but what kind they are, and until when a certificate is good. */
    static Map<String, String> shown(PlatformApplication application) {
        Map<String, String> shown = new TreeMap<>(application.record().attributes());
        shown.keySet().removeAll(SECRET);
        shown.putIfAbsent(ENABLED, "true");
        if (application.id().platform() != Platform.ADM) {
            shown.put(METHOD, application.credentials().method());
        }
        application.credentials().expiry().ifPresent(millis -> shown.put(
                "AppleCertificateExpiryDate", Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString()));
        return shown;
    }
}

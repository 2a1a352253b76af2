package dev.forebay.sns;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How messages are delivered to HTTP endpoints, as set on a topic, on a subscription, or put together of both. What was
 * not set is empty, and the level below counts: subscription, topic, AWS's defaults.
 *
 * @param retries              when failed deliveries are tried again
 * @param maxReceivesPerSecond how many deliveries a subscription gets in a second; empty for any number
 * @param contentType          the header of deliveries
 * @param overridesDisabled    of a topic: what its subscriptions set does not count
 */
record DeliveryPolicy(
        Optional<RetryPolicy> retries, OptionalInt maxReceivesPerSecond, Optional<String> contentType, boolean overridesDisabled) {

    static final String DEFAULT_CONTENT_TYPE = "text/plain; charset=UTF-8";

    /** Nothing is set. */
    static final DeliveryPolicy NONE = new DeliveryPolicy(Optional.empty(), OptionalInt.empty(), Optional.empty(), false);

    private static final DeliveryPolicy DEFAULT =
            new DeliveryPolicy(Optional.of(RetryPolicy.HTTP), OptionalInt.empty(), Optional.of(DEFAULT_CONTENT_TYPE), false);

    /** What stands before the attribute in errors of operations that set one attribute. */
    static final String WHEN_SET = "";

    /** The same in errors of operations that take all attributes at once: CreateTopic and Subscribe. */
    static final String WHEN_CREATED = "Attributes Reason: ";

    /** AWS: envelopes are JSON, so they may be called that or text. */
    private static final Set<String> CONTENT_TYPES = Set.of("text/plain", "application/json");

    /** AWS: raw messages may be these things as well. */
    private static final Set<String> RAW_CONTENT_TYPES = Set.of(
            "text/css", "text/csv", "text/html", "text/plain", "text/xml", "application/atom+xml", "application/json",
            "application/octet-stream", "application/soap+xml", "application/x-www-form-urlencoded", "application/xhtml+xml",
            "application/xml");

    private static final Pattern CHARSET = Pattern.compile("; ?charset=utf-8\\z", Pattern.CASE_INSENSITIVE);

    /**
     * Reads what is set on a topic; an empty text sets nothing.
     *
     * @param context {@link #WHEN_SET} or {@link #WHEN_CREATED}
     */
    static DeliveryPolicy ofTopic(String json, String context) {
        if (json.isEmpty()) {
            return NONE;
        }
        DeliveryPolicyJson root = DeliveryPolicyJson.read(json, context);
        root.allow("http");
        return root.object("http").map(DeliveryPolicy::ofHttp).orElse(NONE);
    }

    private static DeliveryPolicy ofHttp(DeliveryPolicyJson http) {
        http.allow("defaultHealthyRetryPolicy", "defaultSicklyRetryPolicy", "disableSubscriptionOverrides", "defaultThrottlePolicy",
                "defaultRequestPolicy");
        refuseSickly(http, "defaultSicklyRetryPolicy");
        return new DeliveryPolicy(
                http.object("defaultHealthyRetryPolicy").map(RetryPolicy::read),
                maxReceives(http.object("defaultThrottlePolicy")),
                http.object("defaultRequestPolicy").flatMap(request -> contentType(request, CONTENT_TYPES)),
                http.flag("disableSubscriptionOverrides"));
    }

    /**
     * Reads what is set on a subscription; an empty text sets nothing.
     *
     * @param raw     whether messages go there raw, so that more content types are possible
     * @param context {@link #WHEN_SET} or {@link #WHEN_CREATED}
     */
    static DeliveryPolicy ofSubscription(String json, boolean raw, String context) {
        if (json.isEmpty()) {
            return NONE;
        }
        DeliveryPolicyJson root = DeliveryPolicyJson.read(json, context);
        root.allow("healthyRetryPolicy", "sicklyRetryPolicy", "throttlePolicy", "requestPolicy", "guaranteed");
        refuseSickly(root, "sicklyRetryPolicy");
        if (root.flag("guaranteed")) {
            throw root.refused("guaranteed", "must be false");
        }
        return new DeliveryPolicy(
                root.object("healthyRetryPolicy").map(RetryPolicy::read),
                maxReceives(root.object("throttlePolicy")),
                root.object("requestPolicy").flatMap(request -> contentType(request, raw ? RAW_CONTENT_TYPES : CONTENT_TYPES)),
                false);
    }

    /** What counts for a subscription, of the stored policies of its topic and its own. */
    static DeliveryPolicy effective(String topicJson, String subscriptionJson) {
        if (topicJson.isEmpty() && subscriptionJson.isEmpty()) {
            return DEFAULT;
        }
        DeliveryPolicy topic = ofTopic(topicJson, WHEN_SET);
        DeliveryPolicy own = topic.overridesDisabled ? NONE : ofSubscription(subscriptionJson, true, WHEN_SET);
        return own.over(topic).over(DEFAULT);
    }

    /** The EffectiveDeliveryPolicy of a topic, of its stored policy. */
    static String effectiveOfTopic(String topicJson) {
        return ofTopic(topicJson, WHEN_SET).over(DEFAULT).topicJson();
    }

    /** The EffectiveDeliveryPolicy of an HTTP subscription, of the stored policies of its topic and its own. */
    static String effectiveOfSubscription(String topicJson, String subscriptionJson) {
        return effective(topicJson, subscriptionJson).subscriptionJson();
    }

    RetryPolicy retriesOrDefault() {
        return retries.orElse(RetryPolicy.HTTP);
    }

    String contentTypeOrDefault() {
        return contentType.orElse(DEFAULT_CONTENT_TYPE);
    }

    /** As AWS stores and shows it on a topic. AWS: what is not set is left out, but for the flag. */
    String topicJson() {
        return "{\"http\":{"
                + retries.map(policy -> "\"defaultHealthyRetryPolicy\":" + policy.toJson() + ",").orElse("")
                + "\"disableSubscriptionOverrides\":" + overridesDisabled
                + (maxReceivesPerSecond.isPresent() ? ",\"defaultThrottlePolicy\":" + throttleJson() : "")
                + contentType.map(type -> ",\"defaultRequestPolicy\":" + requestJson(type)).orElse("")
                + "}}";
    }

    /** As AWS stores and shows it on a subscription. AWS: what is not set is null. */
    String subscriptionJson() {
        return "{\"healthyRetryPolicy\":" + retries.map(RetryPolicy::toJson).orElse("null")
                + ",\"sicklyRetryPolicy\":null"
                + ",\"throttlePolicy\":" + (maxReceivesPerSecond.isPresent() ? throttleJson() : "null")
                + ",\"requestPolicy\":" + contentType.map(DeliveryPolicy::requestJson).orElse("null")
                + ",\"guaranteed\":false}";
    }

    private DeliveryPolicy over(DeliveryPolicy lower) {
        return new DeliveryPolicy(
                retries.or(lower::retries),
                maxReceivesPerSecond.isPresent() ? maxReceivesPerSecond : lower.maxReceivesPerSecond,
                contentType.or(lower::contentType),
                overridesDisabled);
    }

    private String throttleJson() {
        return "{\"maxReceivesPerSecond\":" + maxReceivesPerSecond.getAsInt() + "}";
    }

    /** A content type that was let in has nothing that needs an escape. */
    private static String requestJson(String type) {
        return "{\"headerContentType\":\"" + type + "\"}";
    }

    /** AWS's documentation knows no such policy, although what AWS shows has a place for it. */
    private static void refuseSickly(DeliveryPolicyJson json, String name) {
        if (json.object(name).isPresent()) {
            throw json.refused(name, "must be null");
        }
    }

    private static OptionalInt maxReceives(Optional<DeliveryPolicyJson> throttle) {
        if (throttle.isEmpty()) {
            return OptionalInt.empty();
        }
        DeliveryPolicyJson json = throttle.get();
        json.allow("maxReceivesPerSecond");
        OptionalInt most = json.integer("maxReceivesPerSecond");
        if (most.isPresent() && most.getAsInt() < 1) {
            throw json.refused("maxReceivesPerSecond", "must be greater than or equal to 1");
        }
        return most;
    }

    private static Optional<String> contentType(DeliveryPolicyJson request, Set<String> allowed) {
        request.allow("headerContentType");
        Optional<String> type = request.text("headerContentType");
        if (type.isPresent() && !isAllowed(type.get(), allowed)) {
            throw request.refused("headerContentType", "is not a supported content type");
        }
        return type;
    }

    /** A type alone, or with the one charset in which messages are sent. */
    private static boolean isAllowed(String type, Set<String> allowed) {
        return allowed.contains(CHARSET.matcher(type).replaceFirst(""));
    }
}

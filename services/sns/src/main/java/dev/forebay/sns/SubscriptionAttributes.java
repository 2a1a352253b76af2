package dev.forebay.sns;

import dev.forebay.identity.Arn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be set of a subscription, parsed and checked. Immutable; subscriptions with defaults share one. */
final class SubscriptionAttributes {
    static final String FILTER_POLICY = "FilterPolicy";
    static final String FILTER_POLICY_SCOPE = "FilterPolicyScope";
    static final String RAW = "RawMessageDelivery";
    static final String REDRIVE_POLICY = "RedrivePolicy";
    static final String DELIVERY_POLICY = "DeliveryPolicy";
    static final String REPLAY_POLICY = "ReplayPolicy";
    static final String ROLE = "SubscriptionRoleArn";

    /** No subscriber has set anything. */
    static final SubscriptionAttributes NONE = new SubscriptionAttributes(Map.of());

    private static final List<String> NAMES =
            List.of(FILTER_POLICY, FILTER_POLICY_SCOPE, RAW, REDRIVE_POLICY, DELIVERY_POLICY, REPLAY_POLICY, ROLE);

    private static final Map<String, String> DEFAULTS = Map.of(RAW, "false", FILTER_POLICY_SCOPE, FilterScope.MESSAGE_ATTRIBUTES.aws);

    private final Map<String, String> set;
    private final boolean raw;
    private final Optional<FilterPolicy> filter;
    private final String deadLetterQueue;

    private SubscriptionAttributes(Map<String, String> set) {
        this.set = set;
        raw = "true".equals(set.get(RAW));
        filter = Optional.ofNullable(set.get(FILTER_POLICY)).map(text -> filter(text, scope(set)));
        deadLetterQueue = set.containsKey(REDRIVE_POLICY)
                ? JsonTexts.of(REDRIVE_POLICY, set.get(REDRIVE_POLICY)).getOrDefault("deadLetterTargetArn", "") : "";
    }

    private static SubscriptionAttributes of(Map<String, String> set) {
        if (set.isEmpty()) {
            return NONE;
        }
        // Names are interned: there are seven of them, in a million subscriptions.
        Map<String, String> kept = new LinkedHashMap<>();
        set.forEach((name, value) -> kept.put(name.intern(), value));
        return new SubscriptionAttributes(Map.copyOf(kept));
    }

    /** What was stored of a subscription, which was checked before. */
    static SubscriptionAttributes restore(Map<String, String> stored) {
        return of(stored);
    }

    /** The attributes after a change. An empty text removes what was set. */
    SubscriptionAttributes with(Map<String, String> changes) {
        Map<String, String> changed = new LinkedHashMap<>(set);
        changes.forEach((name, value) -> {
            if (!NAMES.contains(name)) {
                throw new AttributeRefused("AttributeName");
            }
            if (isRemoval(name, value)) {
                changed.remove(name);
            } else {
                changed.put(name, checked(name, value));
            }
        });
        return of(changed);
    }

    private static boolean isRemoval(String name, String value) {
        return !name.equals(RAW) && (value.isEmpty() || !name.equals(DELIVERY_POLICY) && value.strip().equals("{}"));
    }

    private static String checked(String name, String value) {
        switch (name) {
            case RAW -> {
                if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
                    throw new AttributeRefused(RAW + ": Invalid value [" + value + "]. Must be true or false.");
                }
                return value.toLowerCase(java.util.Locale.ROOT);
            }
            case FILTER_POLICY_SCOPE -> scope(Map.of(FILTER_POLICY_SCOPE, value));
            case REDRIVE_POLICY -> checkRedrive(value);
            case DELIVERY_POLICY -> {
                // AWS: shows it in full, whatever was left out.
                return AttributeRefused.unless(() -> DeliveryPolicy.ofSubscription(value, true, DeliveryPolicy.WHEN_SET)).subscriptionJson();
            }
            case REPLAY_POLICY -> ReplayPolicy.parse(value);
            default -> { }
        }
        return value;
    }

    private static FilterPolicy filter(String text, FilterScope scope) {
        try {
            return FilterPolicy.parse(text, scope);
        } catch (FilterPolicyRefused refused) {
            throw new AttributeRefused(refused.reason());
        }
    }

    private static FilterScope scope(Map<String, String> set) {
        String scope = set.getOrDefault(FILTER_POLICY_SCOPE, "MessageAttributes");
        return switch (scope) {
            case "MessageAttributes" -> FilterScope.MESSAGE_ATTRIBUTES;
            case "MessageBody" -> FilterScope.MESSAGE_BODY;
            default -> throw new AttributeRefused(FILTER_POLICY_SCOPE + ": Invalid value [" + scope
                    + "]. Please use either MessageBody or MessageAttributes");
        };
    }

    private static void checkRedrive(String json) {
        String arn = JsonTexts.of(REDRIVE_POLICY, json).getOrDefault("deadLetterTargetArn", "");
        if (Arn.parse(arn).filter(parsed -> parsed.service().equals("sqs")).isEmpty()) {
            throw new AttributeRefused(REDRIVE_POLICY + ": deadLetterTargetArn is an invalid arn");
        }
    }

    /** Whether a subscription with these attributes is what somebody asks for who supplies those. AWS: defaults count. */
    boolean agreesWith(SubscriptionAttributes wanted) {
        return wanted.set.entrySet().stream().allMatch(one ->
                one.getValue().equals(set.getOrDefault(one.getKey(), DEFAULTS.getOrDefault(one.getKey(), ""))));
    }

    /** What has to be stored. */
    Map<String, String> stored() {
        return set;
    }

    /** Names and texts as GetSubscriptionAttributes shows them. */
    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>(set);
        shown.putIfAbsent(RAW, "false");
        if (filter.isPresent()) {
            shown.putIfAbsent(FILTER_POLICY_SCOPE, "MessageAttributes");
        } else {
            shown.remove(FILTER_POLICY_SCOPE);
        }
        return shown;
    }

    boolean raw() {
        return raw;
    }

    Optional<FilterPolicy> filter() {
        return filter;
    }

    /** The ARN of the queue for what cannot be delivered; empty for none. */
    String deadLetterQueue() {
        return deadLetterQueue;
    }

    /** JSON; empty for none. */
    String deliveryPolicy() {
        return set.getOrDefault(DELIVERY_POLICY, "");
    }

    Optional<ReplayPolicy> replay() {
        return Optional.ofNullable(set.get(REPLAY_POLICY)).map(ReplayPolicy::parse);
    }
}

package dev.forebay.sns;

import java.util.Map;

/** Short ways to write policies and messages in tests. */
final class FilterPolicies {

    private FilterPolicies() {}

    static FilterPolicy ofAttributes(String json) {
        return policy(json, FilterScope.MESSAGE_ATTRIBUTES);
    }

    static FilterPolicy ofBody(String json) {
        return policy(json, FilterScope.MESSAGE_BODY);
    }

    static FilterPolicy policy(String json, FilterScope scope) {
        try {
            return FilterPolicy.parse(json, scope);
        } catch (FilterPolicyRefused e) {
            throw new AssertionError(json, e);
        }
    }

    static FilterEvent body(String json) {
        return FilterEvent.of(Map.of(), json);
    }

    static FilterEvent attributes(Map<String, MessageAttribute> attributes) {
        return FilterEvent.of(attributes, "not looked at");
    }

    /** A message whose only attribute is {@code key}. */
    static FilterEvent key(String type, String value) {
        return attributes(Map.of("key", MessageAttribute.ofText(type, value)));
    }
}

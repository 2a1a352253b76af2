package dev.forebay.sns;

/**
 * Says why a filter policy is refused, in AWS's words. Whoever tells the user puts the beginning before it that AWS has
 * for the operation: {@code Invalid parameter: } on SetSubscriptionAttributes, {@code Invalid parameter: Attributes Reason: }
 * on Subscribe.
 */
final class FilterPolicyRefused extends Exception {

    private FilterPolicyRefused(String reason) {
        super(reason, null, false, false);
    }

    /** AWS: nearly every reason begins with the parameter's name. */
    static FilterPolicyRefused because(String what) {
        return new FilterPolicyRefused("FilterPolicy: " + what);
    }

    /** AWS: this one names the scope instead. */
    static FilterPolicyRefused nested(FilterScope scope) {
        return new FilterPolicyRefused("Filter policy scope " + scope.aws + " does not support nested filter policy");
    }

    String reason() {
        return getMessage();
    }
}

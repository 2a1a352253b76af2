package dev.forebay.sns;

import dev.forebay.identity.Arn;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What an account has set for its texts in a region: AWS's SMS attributes, checked. Immutable. */
final class SmsAttributes {
    static final SmsAttributes NONE = new SmsAttributes(Map.of());

    private static final String SPEND_LIMIT = "MonthlySpendLimit";
    private static final String SENDER_ID = "DefaultSenderID";
    private static final String TYPE = "DefaultSMSType";

    /** AWS: a dollar, for an account that never asked for more. No text costs anything here. */
    private static final String DEFAULT_SPEND_LIMIT = "1";

    private static final Pattern DOLLARS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern PERCENT = Pattern.compile("[0-9]|[1-9][0-9]|100");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final Map<String, String> values;

    private SmsAttributes(Map<String, String> values) {
        this.values = values;
    }

    static SmsAttributes restore(Map<String, String> stored) {
        return new SmsAttributes(new TreeMap<>(stored));
    }

    Map<String, String> stored() {
        return values;
    }

    /** With changes from outside. An empty value takes what was set away. */
    SmsAttributes with(Map<String, String> changes) {
        changes.forEach(SmsAttributes::check);
        Map<String, String> changed = new TreeMap<>(values);
        changes.forEach((name, value) -> {
            if (value.isEmpty()) {
                changed.remove(name);
            } else {
                changed.put(name, value);
            }
        });
        return new SmsAttributes(changed);
    }

    private static void check(String name, String value) {
        boolean fine = switch (name) {
            case SPEND_LIMIT -> matches(DOLLARS, value);
            case "DeliveryStatusIAMRole" -> value == null || value.isEmpty() || isRole(value);
            case "DeliveryStatusSuccessSamplingRate" -> matches(PERCENT, value);
            case SENDER_ID -> value == null || value.isEmpty() || SmsText.isSenderId(value);
            case "UsageReportS3Bucket" -> matches(BUCKET, value);
            case TYPE -> value == null || value.isEmpty() || SmsText.isType(value);
            default -> throw SnsErrors.plainInvalidParameter(name + " is not a valid attribute");
        };
        if (value == null || !fine) {
            throw SnsErrors.plainInvalidParameter(name + " is invalid");
        }
    }

    private static boolean matches(Pattern pattern, String value) {
        return value == null || value.isEmpty() || pattern.matcher(value).matches();
    }

    private static boolean isRole(String value) {
        return Arn.parse(value).filter(arn -> arn.service().equals("iam") && arn.resource().startsWith("role/")).isPresent();
    }

    /** As AWS shows them: all, or those that were asked for and are set. */
    Map<String, String> shown(Collection<String> names) {
        Map<String, String> shown = new TreeMap<>(values);
        shown.putIfAbsent(SPEND_LIMIT, DEFAULT_SPEND_LIMIT);
        if (!names.isEmpty()) {
            shown.keySet().retainAll(names);
        }
        return shown;
    }

    /** The sender of texts that name none; empty for none. */
    String senderId() {
        return values.getOrDefault(SENDER_ID, "");
    }

    /** AWS: what is not said to be transactional is promotional. */
    String type() {
        return values.getOrDefault(TYPE, "Promotional");
    }
}

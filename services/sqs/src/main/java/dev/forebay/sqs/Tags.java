package dev.forebay.sqs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A queue's tags, by AWS's rules. */
final class Tags {
    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final String RESERVED = "aws:";

    private Tags() {}

    /** The tags after adding some. */
    static Map<String, String> checked(Map<String, String> existing, Map<String, String> added) {
        if (added.isEmpty()) {
            return existing;
        }
        added.forEach(Tags::check);
        Map<String, String> all = new TreeMap<>(existing);
        all.putAll(added);
        if (all.size() > MAX_TAGS) {
            throw SqsErrors.invalidParameterValue("Too many tags added for queue.");
        }
        return Map.copyOf(all);
    }

    private static void check(String key, String value) {
        checkKey(key);
        if (key.regionMatches(true, 0, RESERVED, 0, RESERVED.length())) {
            throw SqsErrors.invalidParameterValue("aws: prefixed tag key names are not allowed for external use.");
        }
        if (value == null || value.length() > MAX_VALUE) {
            throw SqsErrors.invalidParameterValue("Tag values must be between 0 and 256 characters in length.");
        }
    }

    private static void checkKey(String key) {
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw SqsErrors.invalidParameterValue("Tag keys must be between 1 and 128 characters in length.");
        }
    }

    /** The tags after taking some away. AWS: keys that are not there do no harm, but no keys at all are an error. */
    static Map<String, String> without(Map<String, String> existing, List<String> keys) {
        if (keys.isEmpty()) {
            checkKey("");
        }
        keys.forEach(Tags::checkKey);
        Map<String, String> left = new TreeMap<>(existing);
        left.keySet().removeAll(keys);
        return Map.copyOf(left);
    }
}

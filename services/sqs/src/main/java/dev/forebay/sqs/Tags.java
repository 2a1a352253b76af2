package dev.forebay.sqs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A queue's tags, by AWS's rules. */
final class Tags {
    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;

    private Tags() {}

    /** The tags after adding some. */
    static Map<String, String> checked(Map<String, String> existing, Map<String, String> added) {
        if (added.isEmpty()) {
            return existing;
        }
        Map<String, String> all = new TreeMap<>(existing);
        added.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > MAX_KEY) {
                throw SqsErrors.invalidParameterValue("Tag keys must be between 1 and 128 characters in length.");
            }
            if (key.regionMatches(true, 0, "aws:", 0, 4)) {
                throw SqsErrors.invalidParameterValue("Tag keys beginning with aws: are reserved.");
            }
            if (value == null || value.length() > MAX_VALUE) {
                throw SqsErrors.invalidParameterValue("Tag values must be between 0 and 256 characters in length.");
            }
            all.put(key, value);
        });
        if (all.size() > MAX_TAGS) {
            throw SqsErrors.invalidParameterValue("Too many tags added for queue: at most 50 are allowed.");
        }
        return Map.copyOf(all);
    }

    static Map<String, String> without(Map<String, String> existing, List<String> keys) {
        Map<String, String> left = new TreeMap<>(existing);
        left.keySet().removeAll(keys);
        return Map.copyOf(left);
    }
}

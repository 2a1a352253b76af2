package dev.forebay.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** A table's tags, by AWS's rules. */
final class Tags {
    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final String RESERVED = "aws:";

    private Tags() {}

    /** The tags after adding some. */
    static Map<String, String> checked(Map<String, String> existing, List<Tag> added) {
        Map<String, String> all = new TreeMap<>(existing);
        for (Tag tag : added) {
            check(tag);
            all.put(tag.key(), tag.value());
        }
        if (all.size() > MAX_TAGS) {
            throw DynamoErrors.validation("Tag limit exceeded: a table can have at most " + MAX_TAGS + " tags");
        }
        return Map.copyOf(all);
    }

    private static void check(Tag tag) {
        if (tag.key() == null || tag.key().isEmpty() || tag.key().length() > MAX_KEY) {
            throw DynamoErrors.validation("Tag keys must be between 1 and 128 characters in length");
        }
        if (tag.key().regionMatches(true, 0, RESERVED, 0, RESERVED.length())) {
            throw DynamoErrors.validation("Tag keys must not begin with aws:");
        }
        if (tag.value() == null || tag.value().length() > MAX_VALUE) {
            throw DynamoErrors.validation("Tag values must be between 0 and 256 characters in length");
        }
    }

    /** The tags after taking some away. */
    static Map<String, String> without(Map<String, String> existing, List<String> keys) {
        Map<String, String> left = new TreeMap<>(existing);
        left.keySet().removeAll(keys);
        return Map.copyOf(left);
    }
}

package dev.forebay.kms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kms.model.Tag;

/** AWS's rules for the tags of keys. */
final class Tags {
    private static final int MOST = 50;
    private static final int MOST_KEY = 128;
    private static final int MOST_VALUE = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private Tags() {}

    /** The tags that there are once more are added. */
    static Map<String, String> with(Map<String, String> known, List<Tag> more) {
        Map<String, String> given = new LinkedHashMap<>();
        for (Tag tag : more) {
            String key = requireKey(tag.tagKey());
            if (given.put(key, require(tag.tagValue(), MOST_VALUE)) != null) {
                throw KmsErrors.invalidTag("Duplicate tag keys");
            }
        }
        Map<String, String> all = new TreeMap<>(known);
        all.putAll(given);
        if (all.size() > MOST) {
            throw KmsErrors.limitExceeded("Too many tags");
        }
        return all;
    }

    static Map<String, String> without(Map<String, String> known, List<String> keys) {
        Map<String, String> rest = new TreeMap<>(known);
        rest.keySet().removeAll(keys);
        return rest;
    }

    private static String requireKey(String key) {
        if (key == null || key.isEmpty()) {
            throw KmsErrors.invalidTag("A tag has no key");
        }
        if (key.regionMatches(true, 0, "aws:", 0, 4)) {
            throw KmsErrors.invalidTag("Tag keys must not start with 'aws:'");
        }
        return require(key, MOST_KEY);
    }

    private static String require(String text, int most) {
        if (text == null || text.length() > most || !CHARACTERS.matcher(text).matches()) {
            throw KmsErrors.invalidTag("A tag's key has at most " + MOST_KEY + " characters, its value " + MOST_VALUE
                    + ": letters, digits, white space and _ . : / = + - @");
        }
        return text;
    }
}

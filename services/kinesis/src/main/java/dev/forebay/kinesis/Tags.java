package dev.forebay.kinesis;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** AWS's rules for the tags of streams and consumers. */
final class Tags {
    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@%]*");

    private Tags() {}

    /** The tags that there are once more are added. */
    static Map<String, String> checked(StreamId stream, Map<String, String> known, Map<String, String> more) {
        more.forEach((key, value) -> {
            requireKey(key);
            require(value, MAX_VALUE, "value");
        });
        Map<String, String> all = new TreeMap<>(known);
        all.putAll(more);
        if (all.size() > MAX_TAGS) {
            throw KinesisErrors.invalidArgument("Failed to add tags to stream " + stream.name() + " under account " + stream.account()
                    + " because a given stream cannot have more than " + MAX_TAGS + " tags associated with it.");
        }
        return all;
    }

    /** The tags that are left once some are removed. */
    static Map<String, String> without(Map<String, String> known, Collection<String> keys) {
        keys.forEach(Tags::requireKey);
        Map<String, String> rest = new TreeMap<>(known);
        rest.keySet().removeAll(keys);
        return rest;
    }

    private static void requireKey(String key) {
        require(key, MAX_KEY, "key");
        if (key.isEmpty() || key.regionMatches(true, 0, "aws:", 0, 4)) {
            throw KinesisErrors.invalidArgument("The tag key '" + KinesisErrors.echo(key) + "' is empty or begins with aws:, which is AWS's own.");
        }
    }

    private static void require(String text, int most, String what) {
        if (text == null || text.length() > most) {
            throw KinesisErrors.invalidArgument("A tag's " + what + " has " + most + " characters at most.");
        }
        if (!CHARACTERS.matcher(text).matches()) {
            throw KinesisErrors.invalidArgument("Some tags contain invalid characters. Valid characters: "
                    + "Unicode letters, digits, white space, _ . / = + - % @ :.");
        }
    }
}

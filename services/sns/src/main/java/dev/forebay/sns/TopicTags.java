package dev.forebay.sns;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagLimitExceededException;

/** A topic's tags, by AWS's rules. They keep the order in which they were added. */
final class TopicTags {
    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final String RESERVED = "aws:";
    private static final int BAD_REQUEST = 400;

    private TopicTags() {}

    /** The tags after adding some. */
    static Map<String, String> checked(Map<String, String> existing, List<Tag> added) {
        Map<String, String> all = new LinkedHashMap<>(existing);
        Set<String> keys = new HashSet<>();
        for (Tag tag : added) {
            check(tag);
            if (!keys.add(tag.key())) {
                throw SnsErrors.invalidParameter("Duplicated keys are not allowed.");
            }
            all.put(tag.key(), tag.value());
        }
        if (all.size() > MAX_TAGS) {
            throw SnsErrors.error(TagLimitExceededException.builder(), "TagLimitExceeded",
                    "Could not complete request: tag quota of per resource exceeded", BAD_REQUEST);
        }
        return Collections.unmodifiableMap(all);
    }

    /** Over HTTP the validator has seen to lengths already, with words of its own; in process nobody has. */
    private static void check(Tag tag) {
        if (tag.key() == null || tag.key().isEmpty() || length(tag.key()) > MAX_KEY) {
            throw SnsErrors.invalidParameter("Tag keys must be between 1 and 128 characters in length.");
        }
        if (tag.value() == null || length(tag.value()) > MAX_VALUE) {
            throw SnsErrors.invalidParameter("Tag values must be between 0 and 256 characters in length.");
        }
        if (tag.key().regionMatches(true, 0, RESERVED, 0, RESERVED.length())) {
            throw SnsErrors.invalidParameter("aws: prefixed tag key names are not allowed for external use.");
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The tags after taking some away. Keys that are not there do no harm. */
    static Map<String, String> without(Map<String, String> existing, List<String> keys) {
        Map<String, String> left = new LinkedHashMap<>(existing);
        keys.forEach(left::remove);
        return Collections.unmodifiableMap(left);
    }
}

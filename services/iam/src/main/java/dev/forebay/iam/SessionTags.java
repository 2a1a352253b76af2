package dev.forebay.iam;

import dev.forebay.identity.Session;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * The tags of a new session: those that the request gives, and those of the calling session that go along.
 *
 * @param transitive keys of those that go along further
 */
record SessionTags(Map<String, String> all, Set<String> transitive) {
    private static final int MAX = 50;

    static SessionTags of(List<Tag> given, List<String> transitiveKeys, Session calling) {
        Map<String, String> tags = new LinkedHashMap<>();
        calling.tags().forEach((key, value) -> {
            if (calling.transitive().contains(key)) {
                tags.put(key, value);
            }
        });
        Map<String, String> inherited = Map.copyOf(tags);
        for (Tag tag : given) {
            String key = Checks.required("tags.member.key", tag.key());
            if (inherited.keySet().stream().anyMatch(key::equalsIgnoreCase)) {
                throw StsErrors.invalidParameter("One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key "
                        + "from the calling session.");
            }
            if (key.regionMatches(true, 0, "aws:", 0, "aws:".length()) || tags.keySet().stream().anyMatch(key::equalsIgnoreCase)) {
                throw StsErrors.invalidParameter("Duplicate or reserved tag key: " + key);
            }
            tags.put(key, tag.value() == null ? "" : tag.value());
        }
        if (tags.size() > MAX) {
            throw StsErrors.validation("A session has at most " + MAX + " tags.");
        }
        Set<String> onwards = new HashSet<>(inherited.keySet());
        for (String key : transitiveKeys) {
            if (!tags.containsKey(key)) {
                throw StsErrors.invalidParameter("The specified transitive tag key must be included in the requested tags.");
            }
            onwards.add(key);
        }
        return new SessionTags(tags, onwards);
    }
}

package dev.forebay.iam;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tags of a user, a role, a policy or a provider, in the order in which they came. Immutable. */
record Tags(Map<String, String> all) {
    static final Tags NONE = new Tags(Map.of());

    /** AWS: of one resource. */
    static final int MAX = 50;

    Tags {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    /** AWS: keys are unique without regard to case; a key that comes again in other case replaces the old one. */
    Tags with(Tags more) {
        Map<String, String> merged = new LinkedHashMap<>(all);
        more.all.forEach((key, value) -> {
            merged.keySet().removeIf(key::equalsIgnoreCase);
            merged.put(key, value);
        });
        if (merged.size() > MAX) {
            throw IamErrors.limitExceeded("The number of tags has reached the maximum limit.");
        }
        return new Tags(merged);
    }

    Tags without(Collection<String> keys) {
        Map<String, String> left = new LinkedHashMap<>(all);
        keys.forEach(key -> left.keySet().removeIf(key::equalsIgnoreCase));
        return new Tags(left);
    }

    List<software.amazon.awssdk.services.iam.model.Tag> described() {
        return all.entrySet().stream()
                .map(tag -> software.amazon.awssdk.services.iam.model.Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList();
    }

    static Tags of(List<software.amazon.awssdk.services.iam.model.Tag> given) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (software.amazon.awssdk.services.iam.model.Tag tag : given) {
            String key = Checks.required("tags.member.key", tag.key());
            if (key.regionMatches(true, 0, "aws:", 0, "aws:".length())) {
                throw IamErrors.invalidInput("Invalid tag key: aws: prefixed tag key names are not allowed for external use.");
            }
            if (tags.keySet().stream().anyMatch(key::equalsIgnoreCase)) {
                throw IamErrors.invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            tags.put(key, tag.value() == null ? "" : tag.value());
        }
        return new Tags(tags);
    }
}

package dev.forebay.access;

import java.util.List;
import java.util.Map;

/** A resource's tags as condition keys: made once for each set of tags, for every request asks for them. Any thread. */
public final class ResourceTags {
    private static final Made NONE = new Made(Map.of(), Map.of());

    private volatile Made made = NONE;

    /** The keys {@code aws:ResourceTag/…} of a resource that now has these tags. The map itself must never change. */
    public Map<String, List<String>> of(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return Map.of();
        }
        Made known = made;
        if (known.tags != tags) {
            known = new Made(tags, keys(tags));
            made = known;
        }
        return known.keys;
    }

    private static Map<String, List<String>> keys(Map<String, String> tags) {
        ConditionKeys keys = ConditionKeys.none();
        tags.forEach((key, value) -> keys.with(ConditionKeys.RESOURCE_TAG + key, value));
        return keys.map();
    }

    private record Made(Map<String, String> tags, Map<String, List<String>> keys) {}
}

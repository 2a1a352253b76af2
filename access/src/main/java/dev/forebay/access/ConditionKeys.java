package dev.forebay.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The condition keys of one access, put together. Not for several threads. */
public final class ConditionKeys {
    /** A tag that a request brings; its key follows. */
    public static final String REQUEST_TAG = "aws:RequestTag/";
    /** A tag that the resource has; its key follows. */
    public static final String RESOURCE_TAG = "aws:ResourceTag/";
    /** The keys of all tags that a request names. */
    public static final String TAG_KEYS = "aws:TagKeys";

    private final Map<String, List<String>> all;

    private ConditionKeys(Map<String, List<String>> all) {
        this.all = new HashMap<>(all);
    }

    /** None yet. */
    public static ConditionKeys none() {
        return new ConditionKeys(Map.of());
    }

    /** Those that are known already, such as a resource's tags. */
    public static ConditionKeys of(Map<String, List<String>> known) {
        return new ConditionKeys(known);
    }

    /** A key with one value; with none where the request says none. */
    public ConditionKeys with(String key, String value) {
        if (value != null) {
            all.put(key, List.of(value));
        }
        return this;
    }

    /** A key with several values; none where there are none. */
    public ConditionKeys with(String key, Collection<String> values) {
        if (!values.isEmpty()) {
            all.put(key, List.copyOf(values));
        }
        return this;
    }

    /** Tags that a request brings. */
    public ConditionKeys withTags(Map<String, String> tags) {
        tags.forEach((key, value) -> with(REQUEST_TAG + key, value == null ? "" : value));
        return with(TAG_KEYS, tags.keySet());
    }

    /** What was put together. */
    public Map<String, List<String>> map() {
        return Map.copyOf(all);
    }
}

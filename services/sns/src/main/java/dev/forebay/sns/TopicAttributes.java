package dev.forebay.sns;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What can be set of a topic, parsed and checked. Immutable; topics with defaults share one.
 *
 * <p>{@link TopicSetting} knows each attribute's name and rule; this class holds the texts that were set, the rules between
 * them, and the values that the hot paths need.
 */
final class TopicAttributes {
    static final String TYPE = "FifoTopic";
    private static final int DEFAULT_MAXIMUM_MESSAGE_SIZE = 262_144;

    private static final TopicAttributes STANDARD = new TopicAttributes(false, Map.of());

    private final boolean fifo;
    private final Map<String, String> set;
    private final boolean contentBasedDeduplication;
    private final boolean deduplicatesByGroup;
    private final String signatureVersion;
    private final int maximumMessageSize;
    private final Optional<ArchivePolicy> archivePolicy;

    private TopicAttributes(boolean fifo, Map<String, String> set) {
        this.fifo = fifo;
        this.set = set;
        contentBasedDeduplication = "true".equals(set.get(TopicSetting.CONTENT_BASED_DEDUPLICATION.aws));
        deduplicatesByGroup = "MessageGroup".equals(set.get(TopicSetting.FIFO_THROUGHPUT_SCOPE.aws));
        signatureVersion = set.getOrDefault(TopicSetting.SIGNATURE_VERSION.aws, "1");
        maximumMessageSize = Optional.ofNullable(set.get(TopicSetting.MAXIMUM_MESSAGE_SIZE.aws)).map(Integer::valueOf)
                .orElse(DEFAULT_MAXIMUM_MESSAGE_SIZE);
        archivePolicy = Optional.ofNullable(set.get(TopicSetting.ARCHIVE_POLICY.aws)).map(ArchivePolicy::parse);
    }

    /** The attributes of a new topic. */
    static TopicAttributes create(boolean fifo, Map<String, String> wanted) {
        return of(fifo, Map.of()).with(wanted);
    }

    /** What was stored of a topic, which was checked before. */
    static TopicAttributes restore(TopicId id, Map<String, String> stored) {
        return of(id.name().isFifo(), stored);
    }

    private static TopicAttributes of(boolean fifo, Map<String, String> set) {
        return set.isEmpty() && !fifo ? STANDARD : new TopicAttributes(fifo, set);
    }

    /** Whether a topic that is to have these attributes is to be FIFO. */
    static boolean wantsFifo(Map<String, String> wanted) {
        String type = wanted.getOrDefault(TYPE, "false");
        if (!type.equalsIgnoreCase("true") && !type.equalsIgnoreCase("false")) {
            throw new AttributeRefused(TYPE + " Reason: Invalid value [" + type + "]. Must be true or false.");
        }
        return type.equalsIgnoreCase("true");
    }

    /** The attributes after a change. An empty text removes what has a default. */
    TopicAttributes with(Map<String, String> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        Map<String, String> changed = new LinkedHashMap<>(set);
        changes.forEach((name, value) -> {
            if (!name.equals(TYPE)) {
                put(changed, name, value);
            }
        });
        return of(fifo, Map.copyOf(changed));
    }

    private void put(Map<String, String> changed, String name, String value) {
        if (value.isEmpty() || name.equals(TopicSetting.ARCHIVE_POLICY.aws) && value.replaceAll("\\s", "").equals("{}")) {
            requireKnown(name);
            changed.remove(name);
        } else if (TopicSetting.isFeedback(name)) {
            changed.put(name, TopicSetting.feedback(name, value));
        } else {
            TopicSetting setting = requireKnown(name).orElseThrow();
            changed.put(name, checked(setting, setting.checked(value)));
        }
    }

    private Optional<TopicSetting> requireKnown(String name) {
        Optional<TopicSetting> setting = TopicSetting.named(name);
        if (setting.isEmpty() && !TopicSetting.isFeedback(name)) {
            throw new AttributeRefused("AttributeName");
        }
        if (setting.filter(TopicSetting::isFifoOnly).isPresent() && !fifo) {
            throw new AttributeRefused(name + " Reason: " + name + " is only applicable to FIFO topics");
        }
        return setting;
    }

    private static String checked(TopicSetting setting, String value) {
        switch (setting) {
            case POLICY -> TopicPolicy.checked(value);
            case DELIVERY_POLICY -> {
                // AWS: shows it in full, whatever was left out.
                return AttributeRefused.unless(() -> DeliveryPolicy.ofTopic(value, DeliveryPolicy.WHEN_SET)).topicJson();
            }
            case ARCHIVE_POLICY -> ArchivePolicy.parse(value);
            default -> { }
        }
        return value;
    }

    /** Whether a topic with these attributes is what somebody asks for who supplies those. */
    boolean agreesWith(Map<String, String> wanted) {
        return with(wanted).set.equals(set);
    }

    /** What has to be stored. */
    Map<String, String> stored() {
        return set;
    }

    String text(TopicSetting setting) {
        return set.getOrDefault(setting.aws, "");
    }

    boolean isFifo() {
        return fifo;
    }

    boolean contentBasedDeduplication() {
        return contentBasedDeduplication;
    }

    boolean deduplicatesByGroup() {
        return deduplicatesByGroup;
    }

    String signatureVersion() {
        return signatureVersion;
    }

    /** In bytes: message and attributes. */
    int maximumMessageSize() {
        return maximumMessageSize;
    }

    Optional<ArchivePolicy> archivePolicy() {
        return archivePolicy;
    }
}

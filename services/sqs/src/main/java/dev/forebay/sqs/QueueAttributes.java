package dev.forebay.sqs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What can be set of a queue, parsed and checked. Immutable; queues with defaults share one.
 *
 * <p>{@link Setting} knows each attribute's name, default and rule; this class holds the texts that were set and the
 * values that the hot paths need.
 */
final class QueueAttributes {
    private static final QueueAttributes STANDARD = new QueueAttributes(false, Map.of());
    private static final QueueAttributes FIFO = new QueueAttributes(true, Map.of());

    private final boolean fifo;
    /** Name and text of what differs from the default. */
    private final Map<String, String> set;

    private final int delaySeconds;
    private final int maximumMessageSize;
    private final int messageRetentionPeriod;
    private final int receiveMessageWaitTimeSeconds;
    private final int visibilityTimeout;
    private final Optional<RedrivePolicy> redrivePolicy;
    private final Optional<RedriveAllowPolicy> redriveAllowPolicy;

    private QueueAttributes(boolean fifo, Map<String, String> set) {
        this.fifo = fifo;
        this.set = set;
        delaySeconds = number(Setting.DelaySeconds);
        maximumMessageSize = number(Setting.MaximumMessageSize);
        messageRetentionPeriod = number(Setting.MessageRetentionPeriod);
        receiveMessageWaitTimeSeconds = number(Setting.ReceiveMessageWaitTimeSeconds);
        visibilityTimeout = number(Setting.VisibilityTimeout);
        redrivePolicy = Optional.ofNullable(set.get("RedrivePolicy")).map(RedrivePolicy::parse);
        redriveAllowPolicy = Optional.ofNullable(set.get("RedriveAllowPolicy")).map(RedriveAllowPolicy::parse);
    }

    /** The attributes of a new queue. */
    static QueueAttributes create(QueueName name, Map<String, String> wanted) {
        boolean fifo = "true".equals(wanted.get("FifoQueue"));
        if (wanted.containsKey("FifoQueue") && !fifo) {
            // AWS: a standard queue is one that does not have the attribute; "false" is no value.
            throw SqsErrors.invalidAttributeName("FifoQueue");
        }
        if (fifo != name.isFifo()) {
            throw fifo
                    ? SqsErrors.invalidParameterValue("The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.")
                    : SqsErrors.invalidParameterValue("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        Map<String, String> others = new LinkedHashMap<>(wanted);
        others.remove("FifoQueue");
        return (fifo ? FIFO : STANDARD).with(others);
    }

    /** What was stored of a queue, which was checked before. */
    static QueueAttributes restore(QueueName name, Map<String, String> stored) {
        if (stored.isEmpty()) {
            return name.isFifo() ? FIFO : STANDARD;
        }
        return new QueueAttributes(name.isFifo(), Map.copyOf(stored));
    }

    /** The attributes after a change. An empty text removes a policy or a key. */
    QueueAttributes with(Map<String, String> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        Map<String, String> changed = new TreeMap<>(set);
        changes.forEach((name, value) -> {
            if (name.equals("FifoQueue")) {
                if (!value.equals(Boolean.toString(fifo))) {
                    throw SqsErrors.invalidAttributeValueBecause("Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
                }
                return;
            }
            Setting setting = Setting.named(name, fifo);
            String text = setting.checked(value);
            if (text.equals(setting.standard)) {
                changed.remove(name);
            } else {
                changed.put(name, text);
            }
        });
        QueueAttributes result = changed.isEmpty() ? (fifo ? FIFO : STANDARD) : new QueueAttributes(fifo, Map.copyOf(changed));
        if (result.isHighThroughput() && !result.deduplicatesByGroup()) {
            throw SqsErrors.invalidAttributeValueBecause(
                    "The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup.");
        }
        return result;
    }

    /** The same with another access policy; empty for none. */
    QueueAttributes withPolicy(String policy) {
        return with(Map.of("Policy", policy));
    }

    /** The name of an attribute that has another value here than is asked for. */
    Optional<String> firstDifference(Map<String, String> wanted) {
        for (Map.Entry<String, String> entry : wanted.entrySet()) {
            String name = entry.getKey();
            boolean same = name.equals("FifoQueue")
                    ? entry.getValue().equals(Boolean.toString(fifo))
                    : Setting.named(name, fifo).checked(entry.getValue()).equals(text(Setting.named(name, fifo)));
            if (!same) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** What has to be stored: what differs from the defaults. */
    Map<String, String> stored() {
        return set;
    }

    /** Names and texts as GetQueueAttributes shows them. */
    Map<String, String> toMap() {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            String text = text(setting);
            boolean idle = setting == Setting.KmsDataKeyReusePeriodSeconds && text(Setting.KmsMasterKeyId).isEmpty();
            if (!text.isEmpty() && !idle && (fifo || !setting.fifoOnly)) {
                shown.put(setting.name(), text);
            }
        }
        if (fifo) {
            shown.put("FifoQueue", "true");
        }
        return shown;
    }

    private String text(Setting setting) {
        return set.getOrDefault(setting.name(), setting.standard);
    }

    private int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    int delaySeconds() {
        return delaySeconds;
    }

    int maximumMessageSize() {
        return maximumMessageSize;
    }

    int messageRetentionPeriod() {
        return messageRetentionPeriod;
    }

    int receiveMessageWaitTimeSeconds() {
        return receiveMessageWaitTimeSeconds;
    }

    int visibilityTimeout() {
        return visibilityTimeout;
    }

    Optional<RedrivePolicy> redrivePolicy() {
        return redrivePolicy;
    }

    Optional<RedriveAllowPolicy> redriveAllowPolicy() {
        return redriveAllowPolicy;
    }

    /** The access policy; empty for none. */
    String policy() {
        return text(Setting.Policy);
    }

    boolean contentBasedDeduplication() {
        return text(Setting.ContentBasedDeduplication).equals("true");
    }

    boolean deduplicatesByGroup() {
        return text(Setting.DeduplicationScope).equals("messageGroup");
    }

    boolean isHighThroughput() {
        return text(Setting.FifoThroughputLimit).equals("perMessageGroupId");
    }
}

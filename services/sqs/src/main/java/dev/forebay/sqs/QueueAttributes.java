package dev.forebay.sqs;

import dev.forebay.identity.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What can be set of a queue, parsed and checked. Immutable; queues with defaults share one.
 *
 * <p>{@link Setting} knows each attribute's name, default and rule; this class holds the texts that were set, the rules
 * between them, and the values that the hot paths need.
 */
final class QueueAttributes {
    private static final String TYPE = "FifoQueue";
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
    private final boolean contentBasedDeduplication;
    private final boolean deduplicatesByGroup;
    private final boolean highThroughput;
    private final Optional<RedrivePolicy> redrivePolicy;
    private final Optional<RedriveAllowPolicy> redriveAllowPolicy;
    private final Optional<String> kmsMasterKeyId;
    private final int kmsDataKeyReusePeriodSeconds;
    private final boolean encryptedBySqs;

    private QueueAttributes(boolean fifo, Map<String, String> set) {
        this.fifo = fifo;
        this.set = set;
        delaySeconds = number(Setting.DELAY_SECONDS);
        maximumMessageSize = number(Setting.MAXIMUM_MESSAGE_SIZE);
        messageRetentionPeriod = number(Setting.MESSAGE_RETENTION_PERIOD);
        receiveMessageWaitTimeSeconds = number(Setting.RECEIVE_MESSAGE_WAIT_TIME_SECONDS);
        visibilityTimeout = number(Setting.VISIBILITY_TIMEOUT);
        contentBasedDeduplication = text(Setting.CONTENT_BASED_DEDUPLICATION).equals("true");
        deduplicatesByGroup = text(Setting.DEDUPLICATION_SCOPE).equals("messageGroup");
        highThroughput = text(Setting.FIFO_THROUGHPUT_LIMIT).equals("perMessageGroupId");
        redrivePolicy = optional(Setting.REDRIVE_POLICY).map(RedrivePolicy::parse);
        redriveAllowPolicy = optional(Setting.REDRIVE_ALLOW_POLICY).map(RedriveAllowPolicy::parse);
        kmsMasterKeyId = optional(Setting.KMS_MASTER_KEY_ID);
        kmsDataKeyReusePeriodSeconds = number(Setting.KMS_DATA_KEY_REUSE_PERIOD_SECONDS);
        encryptedBySqs = text(Setting.SQS_MANAGED_SSE_ENABLED).equals("true");
    }

    private static QueueAttributes of(boolean fifo, Map<String, String> set) {
        return set.isEmpty() ? fifo ? FIFO : STANDARD : new QueueAttributes(fifo, Map.copyOf(set));
    }

    /** The attributes of a new queue. */
    static QueueAttributes create(QueueName name, Map<String, String> wanted) {
        boolean fifo = "true".equalsIgnoreCase(wanted.get(TYPE));
        if (!fifo && wanted.containsKey(TYPE)) {
            // AWS: a standard queue is one that does not have the attribute; "false" is no value.
            throw SqsErrors.invalidAttributeName(TYPE);
        }
        if (fifo != name.isFifo()) {
            throw fifo ? SqsErrors.invalidFifoQueueName() : SqsErrors.invalidQueueName();
        }
        return of(fifo, Map.of()).with(wanted);
    }

    /** What was stored of a queue, which was checked before. */
    static QueueAttributes restore(QueueName name, Map<String, String> stored) {
        return of(name.isFifo(), stored);
    }

    /** The attributes after a change. An empty text removes a policy or a key. */
    QueueAttributes with(Map<String, String> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        Map<String, String> changed = new LinkedHashMap<>(set);
        changes.forEach((name, value) -> {
            if (name.equals(TYPE)) {
                checkType(value);
            } else {
                put(changed, setting(name), value);
            }
        });
        encryptOnce(changes, changed);
        QueueAttributes result = of(fifo, changed);
        if (result.highThroughput && !result.deduplicatesByGroup) {
            throw SqsErrors.invalidAttributeValue(Setting.FIFO_THROUGHPUT_LIMIT.aws,
                    "To set FifoThroughputLimit to perMessageGroupId, the DeduplicationScope must be messageGroup.");
        }
        return result;
    }

    private void checkType(String value) {
        if (!fifo) {
            throw SqsErrors.invalidAttributeName(TYPE);
        }
        if (!"true".equalsIgnoreCase(value)) {
            throw SqsErrors.invalidAttributeValue(TYPE, "Modifying queue type is not supported.");
        }
    }

    private Setting setting(String name) {
        Setting setting = Setting.named(name).orElseThrow(() -> SqsErrors.invalidAttributeName(name));
        if (setting.isFifoOnly() && !fifo) {
            // AWS: the oldest of them is unknown to standard queues, the newer ones are known but refused.
            throw setting == Setting.CONTENT_BASED_DEDUPLICATION
                    ? SqsErrors.invalidAttributeName(name)
                    : SqsErrors.onlyOnFifoQueues(name);
        }
        return setting;
    }

    private static void put(Map<String, String> changed, Setting setting, String value) {
        String text = setting.checked(value);
        if (text.equals(setting.standard)) {
            changed.remove(setting.aws);
        } else {
            changed.put(setting.aws, text);
        }
    }

    /** AWS: a key of KMS and SQS's own encryption exclude each other; to ask for the one ends the other. */
    private static void encryptOnce(Map<String, String> changes, Map<String, String> changed) {
        String key = Setting.KMS_MASTER_KEY_ID.aws;
        String managed = Setting.SQS_MANAGED_SSE_ENABLED.aws;
        boolean wantsKey = changes.containsKey(key) && changed.containsKey(key);
        boolean wantsManaged = changes.containsKey(managed) && !changed.containsKey(managed);
        if (wantsKey && wantsManaged) {
            throw SqsErrors.oneEncryptionOnly();
        }
        if (wantsKey) {
            changed.put(managed, "false");
        } else if (wantsManaged) {
            changed.remove(key);
        }
    }

    /** The same with another access policy; empty for none. */
    QueueAttributes withPolicy(String policy) {
        return with(Map.of(Setting.POLICY.aws, policy));
    }

    /** The name of an attribute that has another value here than is asked for. */
    Optional<String> firstDifference(Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .filter(entry -> !isSame(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private boolean isSame(String name, String value) {
        if (name.equals(TYPE)) {
            return fifo == "true".equalsIgnoreCase(value);
        }
        Setting setting = setting(name);
        String text = setting.checked(value);
        return text.equals(text(setting))
                || setting == Setting.POLICY && !text.isEmpty() && Json.object(text).equals(Json.object(policy()));
    }

    /** What has to be stored: what differs from the defaults. */
    Map<String, String> stored() {
        return set;
    }

    /** Names and texts as GetQueueAttributes shows them. */
    Map<String, String> toMap() {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            if (!text(setting).isEmpty() && isShown(setting)) {
                shown.put(setting.aws, text(setting));
            }
        }
        if (fifo) {
            shown.put(TYPE, "true");
        }
        return shown;
    }

    private boolean isShown(Setting setting) {
        // AWS: how long a data key lives is told only where there is a key to make it from.
        return setting == Setting.KMS_DATA_KEY_REUSE_PERIOD_SECONDS
                ? set.containsKey(Setting.KMS_MASTER_KEY_ID.aws)
                : fifo || !setting.isFifoOnly();
    }

    private String text(Setting setting) {
        return set.getOrDefault(setting.aws, setting.standard);
    }

    private int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    /** The text of what may be absent. */
    private Optional<String> optional(Setting setting) {
        return Optional.of(text(setting)).filter(text -> !text.isEmpty());
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

    /** The key of KMS that encrypts what is sent. */
    Optional<String> kmsMasterKeyId() {
        return kmsMasterKeyId;
    }

    int kmsDataKeyReusePeriodSeconds() {
        return kmsDataKeyReusePeriodSeconds;
    }

    /** Whether SQS's own key encrypts what is sent. */
    boolean isEncryptedBySqs() {
        return encryptedBySqs;
    }

    /** The access policy; empty for none. */
    String policy() {
        return text(Setting.POLICY);
    }

    boolean contentBasedDeduplication() {
        return contentBasedDeduplication;
    }

    boolean deduplicatesByGroup() {
        return deduplicatesByGroup;
    }

    boolean isHighThroughput() {
        return highThroughput;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QueueAttributes that && fifo == that.fifo && set.equals(that.set);
    }

    @Override
    public int hashCode() {
        return set.hashCode() + (fifo ? 1 : 0);
    }
}

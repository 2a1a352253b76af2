package dev.forebay.sqs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Each attribute that can be changed in a queue's life: AWS's name, the default, and the rule for values. */
enum Setting {
    VISIBILITY_TIMEOUT("VisibilityTimeout", "30", whole(0, 43_200)),
    MAXIMUM_MESSAGE_SIZE("MaximumMessageSize", "1048576", whole(1_024, 1_048_576)),
    MESSAGE_RETENTION_PERIOD("MessageRetentionPeriod", "345600", whole(60, 1_209_600)),
    DELAY_SECONDS("DelaySeconds", "0", whole(0, 900)),
    RECEIVE_MESSAGE_WAIT_TIME_SECONDS("ReceiveMessageWaitTimeSeconds", "0", whole(0, 20)),
    POLICY("Policy", "", text -> Optional.of(QueuePolicy.checked(text))),
    REDRIVE_POLICY("RedrivePolicy", "", text -> Optional.of(RedrivePolicy.parse(text).toJson())),
    REDRIVE_ALLOW_POLICY("RedriveAllowPolicy", "", text -> Optional.of(RedriveAllowPolicy.parse(text).toJson())),
    KMS_MASTER_KEY_ID("KmsMasterKeyId", "", text -> Optional.of(text).filter(key -> key.length() <= 2_048)),
    KMS_DATA_KEY_REUSE_PERIOD_SECONDS("KmsDataKeyReusePeriodSeconds", "300", whole(60, 86_400)),
    SQS_MANAGED_SSE_ENABLED("SqsManagedSseEnabled", "true", truth()),
    CONTENT_BASED_DEDUPLICATION("ContentBasedDeduplication", "false", truth()),
    DEDUPLICATION_SCOPE("DeduplicationScope", "queue", oneOf("queue", "messageGroup")),
    FIFO_THROUGHPUT_LIMIT("FifoThroughputLimit", "perQueue", oneOf("perQueue", "perMessageGroupId"));

    private static final Map<String, Setting> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(setting -> setting.aws, Function.identity()));

    /** AWS's name. */
    final String aws;

    /** The text of the default; empty when there is none, which an empty text then restores. */
    final String standard;

    private final Rule rule;

    Setting(String aws, String standard, Rule rule) {
        this.aws = aws;
        this.standard = standard;
        this.rule = rule;
    }

    static Optional<Setting> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    boolean isFifoOnly() {
        return this == CONTENT_BASED_DEDUPLICATION || this == DEDUPLICATION_SCOPE || this == FIFO_THROUGHPUT_LIMIT;
    }

    /** A value from outside, checked and in the form in which it is shown. */
    String checked(String value) {
        if (value == null) {
            throw SqsErrors.invalidAttributeValue(aws);
        }
        if (value.isEmpty() && standard.isEmpty()) {
            return "";
        }
        return rule.shown(value).orElseThrow(() -> SqsErrors.invalidAttributeValue(aws));
    }

    private static Rule whole(int low, int high) {
        return text -> Optional.of(text)
                .filter(digits -> digits.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .filter(number -> number >= low && number <= high)
                .map(number -> Integer.toString(number));
    }

    private static Rule truth() {
        return text -> oneOf("true", "false").shown(text.toLowerCase(Locale.ROOT));
    }

    private static Rule oneOf(String... allowed) {
        return text -> Optional.of(text).filter(List.of(allowed)::contains);
    }

    /** The form in which a value is shown; empty when it is no value, unless the rule has a better word for that. */
    private interface Rule {
        Optional<String> shown(String value);
    }
}

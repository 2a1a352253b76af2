package dev.forebay.sns;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each attribute of a topic that can be changed: AWS's name, and the rule for values. */
enum TopicSetting {
    DISPLAY_NAME("DisplayName", text -> text.codePointCount(0, text.length()) <= 100),
    POLICY("Policy", text -> true),
    DELIVERY_POLICY("DeliveryPolicy", text -> true),
    KMS_MASTER_KEY_ID("KmsMasterKeyId", text -> text.length() <= 2_048),
    SIGNATURE_VERSION("SignatureVersion", List.of("1", "2")::contains),
    TRACING_CONFIG("TracingConfig", List.of("PassThrough", "Active")::contains),
    MAXIMUM_MESSAGE_SIZE("MaximumMessageSize", text -> isWhole(text, 1_024, 1_048_576)),
    CONTENT_BASED_DEDUPLICATION("ContentBasedDeduplication", TopicSetting::isTruth),
    ARCHIVE_POLICY("ArchivePolicy", text -> true),
    FIFO_THROUGHPUT_SCOPE("FifoThroughputScope", List.of("Topic", "MessageGroup")::contains);

    /** AWS: three of them for each of these protocols. They are kept and shown; what they switch on are logs. */
    private static final List<String> FEEDBACK = Stream.of("Application", "Firehose", "HTTP", "Lambda", "SQS")
            .flatMap(protocol -> Stream.of("SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate", "FailureFeedbackRoleArn")
                    .map(kind -> protocol + kind)).toList();

    private static final Map<String, TopicSetting> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(setting -> setting.aws, Function.identity()));

    /** AWS's name. */
    final String aws;

    private final Rule rule;

    TopicSetting(String aws, Rule rule) {
        this.aws = aws;
        this.rule = rule;
    }

    static Optional<TopicSetting> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether this is the name of an attribute that only tells where to log deliveries. */
    static boolean isFeedback(String name) {
        return FEEDBACK.contains(name);
    }

    boolean isFifoOnly() {
        return this == CONTENT_BASED_DEDUPLICATION || this == ARCHIVE_POLICY || this == FIFO_THROUGHPUT_SCOPE;
    }

    /** A value from outside, in the form in which it is shown. */
    String checked(String value) {
        if (!rule.allows(value)) {
            throw new AttributeRefused(aws + " Reason: Invalid value [" + shortened(value) + "]");
        }
        return this == CONTENT_BASED_DEDUPLICATION ? value.toLowerCase(Locale.ROOT) : value;
    }

    /** Where deliveries are logged, checked. */
    static String feedback(String name, String value) {
        if (name.endsWith("SampleRate") && !value.isEmpty() && !isWhole(value, 0, 100)) {
            throw new AttributeRefused(name + " Reason: Success Feedback Sample Rate must be an integer between 0-100");
        }
        return value;
    }

    private static String shortened(String value) {
        return value.length() <= 100 ? value : value.substring(0, 100) + "...";
    }

    private static boolean isWhole(String text, int low, int high) {
        return text.matches("\\d{1,9}") && Integer.parseInt(text) >= low && Integer.parseInt(text) <= high;
    }

    private static boolean isTruth(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    private interface Rule {
        boolean allows(String value);
    }
}

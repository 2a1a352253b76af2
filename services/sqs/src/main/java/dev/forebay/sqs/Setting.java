package dev.forebay.sqs;

import java.util.Set;
import java.util.function.UnaryOperator;

/** Each attribute that can be set: AWS's name, the default's text, and the rule for values. */
enum Setting {
    DelaySeconds("0", 0, 900),
    MaximumMessageSize("1048576", 1_024, 1_048_576),
    MessageRetentionPeriod("345600", 60, 1_209_600),
    ReceiveMessageWaitTimeSeconds("0", 0, 20),
    VisibilityTimeout("30", 0, 43_200),
    Policy("", false, QueuePolicy::checked),
    RedrivePolicy("", false, text -> text.isEmpty() ? "" : dev.forebay.sqs.RedrivePolicy.parse(text).toJson()),
    RedriveAllowPolicy("", false, text -> text.isEmpty() ? "" : dev.forebay.sqs.RedriveAllowPolicy.parse(text).toJson()),
    KmsMasterKeyId("", false, UnaryOperator.identity()),
    KmsDataKeyReusePeriodSeconds("300", 60, 86_400),
    SqsManagedSseEnabled("true", false, Set.of("true", "false")),
    ContentBasedDeduplication("false", true, Set.of("true", "false")),
    DeduplicationScope("queue", true, Set.of("queue", "messageGroup")),
    FifoThroughputLimit("perQueue", true, Set.of("perQueue", "perMessageGroupId"));

    /** The text of the default; empty when there is none. */
    final String standard;

    final boolean fifoOnly;
    private final UnaryOperator<String> rule;

    Setting(String standard, boolean fifoOnly, UnaryOperator<String> rule) {
        this.standard = standard;
        this.fifoOnly = fifoOnly;
        this.rule = rule;
    }

    Setting(String standard, boolean fifoOnly, Set<String> allowed) {
        this(standard, fifoOnly, text -> allowed.contains(text) ? text : null);
    }

    Setting(String standard, int low, int high) {
        this(standard, false, text -> within(text, low, high));
    }

    /** The setting of this name. AWS: a standard queue does not know what only FIFO queues have. */
    static Setting named(String name, boolean fifo) {
        for (Setting setting : values()) {
            if (setting.name().equals(name) && (fifo || !setting.fifoOnly)) {
                return setting;
            }
        }
        throw SqsErrors.invalidAttributeName(name);
    }

    /** A value from outside, checked and in the form in which it is shown. */
    String checked(String value) {
        String text = value == null ? null : rule.apply(value);
        if (text == null) {
            throw SqsErrors.invalidAttributeValue(name());
        }
        return text;
    }

    private static String within(String text, int low, int high) {
        try {
            int number = Integer.parseInt(text);
            return number >= low && number <= high ? Integer.toString(number) : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}

package dev.forebay.kinesis;

import java.util.Optional;

/** The ARNs of consumers: their stream's, {@code /consumer/}, name, colon, and when they were made. */
final class ConsumerArn {
    private static final String INFIX = "/consumer/";

    private ConsumerArn() {}

    /** The ARN of the stream; empty when the text is no consumer's ARN. */
    static Optional<String> stream(String arn) {
        int end = arn.indexOf(INFIX);
        return end < 0 ? Optional.empty() : Optional.of(arn.substring(0, end));
    }
}

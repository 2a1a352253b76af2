package dev.forebay.sns;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a subscriber is reached. */
enum Protocol {
    HTTP("http"),
    HTTPS("https"),
    EMAIL("email"),
    EMAIL_JSON("email-json"),
    SMS("sms"),
    SQS("sqs"),
    APPLICATION("application"),
    LAMBDA("lambda"),
    FIREHOSE("firehose");

    private static final Map<String, Protocol> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(protocol -> protocol.aws, Function.identity()));

    /** AWS's name. */
    final String aws;

    Protocol(String aws) {
        this.aws = aws;
    }

    static Optional<Protocol> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether somebody at the endpoint has to say that messages are wanted there. */
    boolean wantsConfirmation() {
        return this == HTTP || this == HTTPS || this == EMAIL || this == EMAIL_JSON;
    }
}

package dev.forebay.sns;

import java.util.Arrays;
import java.util.Optional;

/** What of a message a filter policy looks at. */
enum FilterScope {
    MESSAGE_ATTRIBUTES("MessageAttributes"),
    MESSAGE_BODY("MessageBody");

    /** AWS's name. */
    final String aws;

    FilterScope(String aws) {
        this.aws = aws;
    }

    static Optional<FilterScope> named(String name) {
        return Arrays.stream(values()).filter(scope -> scope.aws.equals(name)).findFirst();
    }
}

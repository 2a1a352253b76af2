package dev.forebay.access;

import dev.forebay.identity.Caller;
import java.util.Locale;

/**
 * What policies are asked.
 *
 * @param action   in lower case
 * @param resource ARN, or {@code *}
 */
record Question(Caller caller, String action, String resource, Context context) {

    Question with(Context other) {
        return new Question(caller, action, resource, other);
    }

    static Question of(Caller caller, Access access, Context context) {
        return new Question(caller, access.action().toLowerCase(Locale.ROOT), access.resource(), context);
    }
}

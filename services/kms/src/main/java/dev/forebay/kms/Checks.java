package dev.forebay.kms;

import java.util.Collection;
import software.amazon.awssdk.core.SdkBytes;

/** What requests have to be, where AWS's model does not say it or a caller in process was not asked. */
final class Checks {
    private static final int MOST_ECHO = 1_024;

    private Checks() {}

    static <T> T required(String member, T value) {
        if (value == null) {
            throw violated("Value null at '" + member + "'", "Member must not be null");
        }
        return value;
    }

    /** A blob within AWS's limits. AWS: the message does not repeat it. */
    static byte[] blob(String member, SdkBytes value, int most) {
        if (value == null) {
            throw violated("Value at '" + member + "'", "Member must not be null");
        }
        byte[] bytes = value.asByteArray();
        if (bytes.length < 1) {
            throw violated("Value at '" + member + "'", "Member must have length greater than or equal to 1");
        }
        if (bytes.length > most) {
            throw violated("Value at '" + member + "'", "Member must have length less than or equal to " + most);
        }
        return bytes;
    }

    static int between(String member, int value, int least, int most) {
        if (value < least) {
            throw violated("Value '" + value + "' at '" + member + "'", "Member must have value greater than or equal to " + least);
        }
        if (value > most) {
            throw violated("Value '" + value + "' at '" + member + "'", "Member must have value less than or equal to " + most);
        }
        return value;
    }

    static String oneOf(String member, String value, Collection<String> all) {
        if (!all.contains(value)) {
            throw violated("Value '" + echo(value) + "' at '" + member + "'", "Member must satisfy enum value set: " + all);
        }
        return value;
    }

    static String text(String member, String value, int most) {
        if (required(member, value).length() > most) {
            throw violated("Value '" + echo(value) + "' at '" + member + "'", "Member must have length less than or equal to " + most);
        }
        return value;
    }

    private static RuntimeException violated(String value, String constraint) {
        return KmsErrors.validation("1 validation error detected: " + value + " failed to satisfy constraint: " + constraint);
    }

    private static String echo(String value) {
        return value.length() <= MOST_ECHO ? value : value.substring(0, MOST_ECHO) + "...";
    }

    /** AWS: what would succeed is refused, when it was only to be tried. */
    static void dryRun(Boolean asked) {
        if (Boolean.TRUE.equals(asked)) {
            throw KmsErrors.dryRun();
        }
    }
}

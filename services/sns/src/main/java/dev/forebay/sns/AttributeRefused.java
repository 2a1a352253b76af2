package dev.forebay.sns;

import java.util.function.Supplier;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;

/**
 * An attribute has a value that it cannot have. AWS words it after the operation: what created with attributes says
 * "Attributes Reason: " before it, what sets a single one does not.
 */
final class AttributeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "Invalid parameter: ";

    /** Runs a check that refuses in the words of SNS, and refuses as an attribute instead. */
    static <T> T unless(Supplier<T> check) {
        try {
            return check.get();
        } catch (InvalidParameterException refused) {
            String message = refused.awsErrorDetails().errorMessage();
            throw new AttributeRefused(message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message);
        }
    }

    AttributeRefused(String reason) {
        super(reason, null, false, false);
    }
}

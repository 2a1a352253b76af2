package dev.forebay.sns;

/**
 * An attribute has a value that it cannot have. AWS words it after the operation: what created with attributes says
 * "Attributes Reason: " before it, what sets a single one does not.
 */
final class AttributeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AttributeRefused(String reason) {
        super(reason, null, false, false);
    }
}

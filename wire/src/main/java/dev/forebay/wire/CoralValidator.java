package dev.forebay.wire;

import java.util.List;

/**
 * The validator that most of AWS's services share: all violations in one message, each with value, place and constraint,
 * such as {@code Value null at 'streamName' failed to satisfy constraint: Member must not be null}.
 */
final class CoralValidator implements Validator {

    /** So many violations are told; a large batch may have thousands. */
    private static final int MAX_TOLD = 10;

    @Override
    public void check(Shape shape, Object request) {
        List<String> violations = new CoralCheck().violations(shape, request);
        if (!violations.isEmpty()) {
            String errors = violations.size() == 1 ? " validation error detected: " : " validation errors detected: ";
            // AWS: so in Query; in JSON the same error is a ValidationException, which ErrorNames knows.
            throw WireException.of(400, "ValidationError",
                    violations.size() + errors + String.join("; ", violations.subList(0, Math.min(MAX_TOLD, violations.size()))));
        }
    }
}

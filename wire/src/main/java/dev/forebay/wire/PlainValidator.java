package dev.forebay.wire;

import java.util.List;

/**
 * SQS's way: missing members are told one by one, everything else is the service's own matter. Attribute values inside
 * of messages are not looked at, since SQS has texts of its own for them.
 */
final class PlainValidator implements Validator {

    @Override
    public void check(Shape shape, Object request) {
        for (Member member : shape.required) {
            Object value = member.read(request);
            if (member.kind == Member.Kind.LIST && member.element.kind == Member.Kind.STRUCTURE) {
                entries(member, (List<?>) value);
            } else {
                present(value, member.name);
            }
        }
    }

    /** AWS: a batch that is missing is an empty batch, which the service refuses; its entries are named as in Query. */
    private static void entries(Member batch, List<?> entries) {
        Shape entry = batch.element.shape();
        for (int i = 0; entries != null && i < entries.size(); i++) {
            for (Member member : entry.required) {
                Object value = member.read(entries.get(i));
                if (isMissing(value)) {
                    present(value, entry.name() + "." + (i + 1) + "." + member.name);
                }
            }
        }
    }

    private static void present(Object value, String name) {
        if (isMissing(value)) {
            throw WireException.of(400, "MissingParameter", "The request must contain the parameter " + name + ".");
        }
    }

    /** AWS: an empty string is a missing one. */
    private static boolean isMissing(Object value) {
        return value == null || value instanceof String text && text.isEmpty();
    }
}

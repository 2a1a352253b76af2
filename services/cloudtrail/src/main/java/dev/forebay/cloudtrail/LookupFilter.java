package dev.forebay.cloudtrail;

import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;

/** Which events are looked up: all, or those that have one attribute. */
final class LookupFilter {

    /** AWS's bound. */
    private static final int MAX_VALUE = 2_000;

    private LookupFilter() {}

    /**
     * Reads the attributes of a request.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when there are several, or one is of no known kind
     */
    static Predicate<Event> of(List<LookupAttribute> attributes) {
        if (attributes.isEmpty()) {
            return event -> true;
        }
        if (attributes.size() > 1) {
            throw CloudTrailErrors.lookupAttributes("One lookup attribute can be given, not " + attributes.size() + ".");
        }
        LookupAttribute attribute = attributes.getFirst();
        String value = attribute.attributeValue();
        if (value == null || value.isEmpty() || value.length() > MAX_VALUE) {
            throw CloudTrailErrors.lookupAttributes("The value of a lookup attribute must have 1 to " + MAX_VALUE + " characters.");
        }
        return having(attribute, value);
    }

    private static Predicate<Event> having(LookupAttribute attribute, String value) {
        return switch (attribute.attributeKey()) {
            case EVENT_ID -> event -> event.id().equals(value);
            case EVENT_NAME -> event -> event.name().equals(value);
            case READ_ONLY -> event -> Boolean.toString(event.readOnly()).equals(value);
            case USERNAME -> event -> event.userName().equals(value);
            case RESOURCE_TYPE -> event -> event.resources().stream().anyMatch(one -> one.type().equals(value));
            case RESOURCE_NAME -> event -> event.resources().stream().anyMatch(one -> one.isNamed(value));
            case EVENT_SOURCE -> event -> event.source().equals(value);
            case ACCESS_KEY_ID -> event -> event.accessKey().equals(value);
            case UNKNOWN_TO_SDK_VERSION -> throw CloudTrailErrors.lookupAttributes(
                    "There is no lookup attribute " + attribute.attributeKeyAsString() + ".");
        };
    }
}

package dev.forebay.sns;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * What a subscription wants to have again from its topic's archive.
 *
 * @param from  milliseconds since 1970: what was published from then on
 * @param until what was published until then; empty for all there is
 */
record ReplayPolicy(long from, Optional<Long> until) {

    static ReplayPolicy parse(String json) {
        Map<String, String> members = JsonTexts.of("ReplayPolicy", json);
        if (!"Timestamp".equals(members.get("PointType"))) {
            throw new AttributeRefused("ReplayPolicy Reason: PointType must be Timestamp");
        }
        long from = time(members, "StartingPoint").orElseThrow(
                () -> new AttributeRefused("ReplayPolicy Reason: StartingPoint is required"));
        Optional<Long> until = time(members, "EndingPoint");
        if (until.filter(end -> end < from).isPresent()) {
            throw new AttributeRefused("ReplayPolicy Reason: EndingPoint must not be before StartingPoint");
        }
        return new ReplayPolicy(from, until);
    }

    private static Optional<Long> time(Map<String, String> members, String name) {
        try {
            return Optional.ofNullable(members.get(name)).map(text -> Instant.parse(text).toEpochMilli());
        } catch (DateTimeParseException e) {
            throw new AttributeRefused("ReplayPolicy Reason: " + name + " must be an ISO 8601 time in UTC, such as 2026-01-31T23:59:59.000Z");
        }
    }
}

package dev.forebay.sns;

import java.util.Map;

/** How long a FIFO topic keeps what was published, for replay: 1 to 365 days. */
record ArchivePolicy(int days) {
    private static final long DAY_MILLIS = 86_400_000;

    static ArchivePolicy parse(String json) {
        Map<String, String> members = JsonTexts.of("ArchivePolicy", json);
        String days = members.getOrDefault("MessageRetentionPeriod", "");
        if (members.size() != 1 || !days.matches("\\d{1,3}") || Integer.parseInt(days) < 1 || Integer.parseInt(days) > 365) {
            throw new AttributeRefused("ArchivePolicy Reason: MessageRetentionPeriod must be a whole number of days from 1 to 365");
        }
        return new ArchivePolicy(Integer.parseInt(days));
    }

    long millis() {
        return days * DAY_MILLIS;
    }
}

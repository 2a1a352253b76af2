package dev.forebay.sqs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which message attributes a receive asks for: {@code All} or {@code .*}, names, and beginnings as {@code prefix.*}. */
record AttributeFilter(boolean all, Set<String> names, List<String> prefixes) {
    private static final AttributeFilter NONE = new AttributeFilter(false, Set.of(), List.of());
    private static final Set<String> SYSTEM = Set.of(
            "SenderId", "SentTimestamp", "ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp", "SequenceNumber",
            "MessageDeduplicationId", "MessageGroupId", "AWSTraceHeader", "DeadLetterQueueSourceArn");

    static AttributeFilter of(List<String> wanted) {
        if (wanted.isEmpty()) {
            return NONE;
        }
        boolean all = wanted.contains("All") || wanted.contains(".*");
        List<String> prefixes = wanted.stream()
                .filter(name -> name.endsWith(".*"))
                .map(name -> name.substring(0, name.length() - 2))
                .toList();
        return new AttributeFilter(all, Set.copyOf(wanted), prefixes);
    }

    boolean isEmpty() {
        return this == NONE;
    }

    boolean matches(String name) {
        return all || names.contains(name) || prefixes.stream().anyMatch(name::startsWith);
    }

    /** The system attributes that a receive asks for, under the older parameter and the newer one. */
    static Set<String> systemAttributes(List<String> older, List<String> newer) {
        if (older.isEmpty() && newer.isEmpty()) {
            return Set.of();
        }
        Set<String> wanted = new HashSet<>(older);
        wanted.addAll(newer);
        if (wanted.contains("All")) {
            return SYSTEM;
        }
        for (String name : wanted) {
            if (!SYSTEM.contains(name)) {
                throw SqsErrors.invalidAttributeName(name);
            }
        }
        return wanted;
    }
}

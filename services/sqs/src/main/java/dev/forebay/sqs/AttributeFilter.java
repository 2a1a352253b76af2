package dev.forebay.sqs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which message attributes a receive asks for: names, beginnings as {@code prefix.*}, and {@code All}. AWS: {@code .*}
 * and {@code *} mean all, {@code Hel.*} asks for {@code Hello} too, and names that cannot be ask for nothing.
 */
record AttributeFilter(boolean all, Set<String> names, List<String> prefixes) {
    private static final AttributeFilter NONE = new AttributeFilter(false, Set.of(), List.of());
    private static final String ALL = "All";
    private static final String ANY_END = ".*";
    private static final Set<String> SYSTEM = Set.of(
            "SenderId", "SentTimestamp", "ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp", "SequenceNumber",
            "MessageDeduplicationId", "MessageGroupId", "AWSTraceHeader", "DeadLetterQueueSourceArn");

    static AttributeFilter of(List<String> wanted) {
        if (wanted.isEmpty()) {
            return NONE;
        }
        boolean all = wanted.contains(ALL) || wanted.contains(ANY_END) || wanted.contains("*");
        List<String> prefixes = wanted.stream()
                .filter(name -> name.endsWith(ANY_END))
                .map(name -> name.substring(0, name.length() - ANY_END.length()))
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
        for (String name : wanted) {
            if (!name.equals(ALL) && !SYSTEM.contains(name)) {
                throw SqsErrors.invalidAttributeName(name);
            }
        }
        return wanted.contains(ALL) ? SYSTEM : wanted;
    }
}

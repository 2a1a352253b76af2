package dev.forebay.sqs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of a queue's attributes a caller asks for. AWS: who names none gets none. */
record AttributeNames(boolean all, Set<String> names) {
    private static final String ALL = "All";
    private static final String COUNT = "ApproximateNumberOfMessages";
    /** Those that are not {@link Setting}s. */
    private static final Set<String> OTHERS = Set.of(
            ALL, COUNT, COUNT + "NotVisible", COUNT + "Delayed", "CreatedTimestamp", "LastModifiedTimestamp", "QueueArn", "FifoQueue");

    static AttributeNames of(List<String> names) {
        for (String name : names) {
            if (!OTHERS.contains(name) && Setting.named(name).isEmpty()) {
                throw SqsErrors.invalidAttributeName(name);
            }
        }
        return new AttributeNames(names.contains(ALL), Set.copyOf(names));
    }

    /** Whether messages have to be counted. */
    boolean wantsCounts() {
        return all || names.stream().anyMatch(name -> name.startsWith(COUNT));
    }

    Map<String, String> select(Map<String, String> values) {
        if (all) {
            return values;
        }
        Map<String, String> selected = new LinkedHashMap<>(values);
        selected.keySet().retainAll(names);
        return selected;
    }
}

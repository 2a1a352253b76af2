package dev.forebay.sqs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which attributes a caller asks for. */
record AttributeNames(boolean all, Set<String> names) {
    private static final String COUNT = "ApproximateNumberOfMessages";
    private static final Set<String> COMPUTED = Set.of(
            COUNT, COUNT + "NotVisible", COUNT + "Delayed", "CreatedTimestamp", "LastModifiedTimestamp", "QueueArn", "FifoQueue");

    static AttributeNames of(List<String> names) {
        for (String name : names) {
            if (!name.equals("All") && !COMPUTED.contains(name)) {
                Setting.named(name, true);
            }
        }
        return new AttributeNames(names.contains("All"), Set.copyOf(names));
    }

    /** Whether messages have to be counted. */
    boolean wantsCounts() {
        return all || names.stream().anyMatch(name -> name.startsWith(COUNT));
    }

    Map<String, String> select(Map<String, String> values) {
        if (all) {
            return values;
        }
        Map<String, String> selected = new TreeMap<>(values);
        selected.keySet().retainAll(names);
        return selected;
    }
}

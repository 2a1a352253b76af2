package dev.forebay.sqs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** AWS's rules for the entries of a batch. */
final class BatchEntries {
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_ID = 80;

    private BatchEntries() {}

    static <E> void check(List<E> entries, Function<E, String> id) {
        if (entries.isEmpty()) {
            throw SqsErrors.emptyBatchRequest();
        }
        if (entries.size() > MAX_ENTRIES) {
            throw SqsErrors.tooManyEntries(entries.size());
        }
        Set<String> ids = HashSet.newHashSet(entries.size());
        for (E entry : entries) {
            String one = id.apply(entry);
            if (one == null || one.isEmpty() || one.length() > MAX_ID || !one.chars().allMatch(QueueName::isNameCharacter)) {
                throw SqsErrors.invalidBatchEntryId();
            }
            if (!ids.add(one)) {
                throw SqsErrors.batchEntryIdsNotDistinct(one);
            }
        }
    }
}

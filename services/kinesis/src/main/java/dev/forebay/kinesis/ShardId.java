package dev.forebay.kinesis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AWS's names of shards: {@code shardId-} and twelve digits, counted within a stream. */
final class ShardId {
    /** AWS: of what a caller says, only the number after the first hyphen counts. */
    private static final Pattern FORMAT = Pattern.compile("(?:[^-]*-)?(\\d{1,18})(?:-.*)?");

    private ShardId() {}

    static String of(int number) {
        return String.format("shardId-%012d", number);
    }

    /** The number in an id; empty when there is none, or no shard can have it. */
    static Optional<Integer> parse(String id) {
        Matcher matcher = FORMAT.matcher(id);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return number <= Integer.MAX_VALUE ? Optional.of((int) number) : Optional.empty();
    }
}

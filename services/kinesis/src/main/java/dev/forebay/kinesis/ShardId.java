package dev.forebay.kinesis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AWS's names of shards: {@code shardId-} and twelve digits, counted within a stream. */
final class ShardId {
    private static final Pattern FORMAT = Pattern.compile("shardId-(\\d{12})");

    private ShardId() {}

    static String of(int number) {
        return String.format("shardId-%012d", number);
    }

    /** The number in an id; empty when the text is none of this form. */
    static Optional<Integer> parse(String id) {
        Matcher matcher = FORMAT.matcher(id);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return number <= Integer.MAX_VALUE ? Optional.of((int) number) : Optional.empty();
    }
}

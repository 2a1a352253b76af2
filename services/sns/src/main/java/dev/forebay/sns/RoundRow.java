package dev.forebay.sns;

import dev.forebay.envelope.DataKey;
import dev.forebay.envelope.Seal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A NOTIFICATION row: what is published to a standard topic, and to whom it goes.
 *
 * <pre>
 *   | count | numbers of the targets, or the highest | NotificationFormat |
 *   |   4   |          8 each                        |                    |
 * </pre>
 *
 * Where they are too many to be named the count is 0: all go that match up to that number, for later ones have higher numbers.
 */
record RoundRow(Topic topic, long sequence, List<Long> numbers, boolean named, byte[] head, byte[] format) {
    /** What is not sealed needs no data key; none has this number. */
    static final long NO_KEY = 0;

    private static final int NAMED = 100;

    static SealedNotification write(Topic topic, Notification notification, List<Subscription> targets, Optional<DataKey> key) {
        boolean named = targets.size() <= NAMED;
        long horizon = targets.stream().mapToLong(Subscription::number).max().orElseThrow();
        int names = named ? targets.size() : 1;
        ByteBuffer head = ByteBuffer.allocate(Integer.BYTES + names * Long.BYTES).putInt(named ? names : 0);
        if (named) {
            targets.forEach(target -> head.putLong(target.number()));
        } else {
            head.putLong(horizon);
        }
        return NotificationSeals.seal(NotificationPlace.published(topic, head.array()), notification, key);
    }

    static RoundRow read(Topic topic, long sequence, byte[] row) {
        ByteBuffer in = ByteBuffer.wrap(row);
        int count = in.getInt();
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < Math.max(count, 1); i++) {
            numbers.add(in.getLong());
        }
        return new RoundRow(topic, sequence, numbers, count > 0, Arrays.copyOf(row, in.position()),
                Arrays.copyOfRange(row, in.position(), row.length));
    }

    /** The number of the data key that it is sealed under. */
    long dataKey() {
        return NotificationFormat.isSealed(format) ? Seal.keyNumber(format, NotificationFormat.SEALED_HEAD) : NO_KEY;
    }

    Notification notification(NotificationSeals seals) {
        return seals.read(NotificationPlace.published(topic, head), format, sequence);
    }

    /** Those of its targets that are still subscribed. */
    List<Subscription> targets(Notification notification) {
        Roster roster = topic.roster();
        return named
                ? numbers.stream().flatMap(number -> roster.page(number - 1, 1).stream().filter(one -> one.number() == number)).toList()
                : roster.match(notification).stream().filter(target -> target.number() <= numbers.getFirst()).toList();
    }
}

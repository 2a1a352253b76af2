package dev.forebay.sns;

import java.util.Optional;

/** A notification of a standard topic, or a part of its round, that waits for KMS: its number. The rest is in its row. */
sealed interface Waiting {

    /** A round that a restart found, and that has not begun. */
    record Whole(long sequence, long dataKey) implements Waiting {}

    /** A round that cannot be noted as owed: to one queue, or to all targets that are no queues. */
    record Unowed(Hold hold, Optional<Subscription> queue) implements Waiting {}
}

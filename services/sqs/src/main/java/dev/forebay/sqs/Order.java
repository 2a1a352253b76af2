package dev.forebay.sqs;

import dev.forebay.sqs.LaneSearch.Found;
import dev.forebay.sqs.LaneSearch.Sought;
import java.util.Optional;

/**
 * In which order a queue hands out its messages. The two kinds of queue differ only here. Used under the partition's
 * lock.
 *
 * <p>A receive is {@link #begin}, any number of {@link #next}, {@link #end}. A message that {@code next} gave has left
 * the order; {@link #taken} follows when it went in flight, nothing when it left the queue.
 */
sealed interface Order permits StandardOrder, FifoOrder {

    /** A message was sent that is visible from now on. */
    void sent(Entry entry);

    void begin(long now);

    /** Takes the next message that may be handed out; null when memory has none. */
    Entry next();

    /** A message that {@link #next} gave went in flight. */
    void taken(Entry entry, long now);

    void end();

    /** A message became visible that was in flight, delayed, or both before a restart. */
    void returned(Entry entry);

    /** A message is no longer in flight. Comes before {@link #returned} if it comes back. */
    void left(Entry entry, long now);

    /** A message of this order that was received before leaves the queue. */
    void withdrawn(Entry entry);

    /** An unread message that was read past and is now gone from here; null when there is none of this sequence. */
    Entry withdrawUnread(long sequence);

    /** Whether this unread message is already here, though the backlog has not come to it. */
    boolean isAhead(long sequence);

    /** How many unread messages are here that were taken from the backlog, or never went there. */
    int unread();

    /** The oldest unread sequence: from here a restart reads on. */
    long cursor();

    /** Whether a receive that found nothing would find more if the backlog were read on. */
    boolean wantsBacklog();

    /** What to look for beyond what is in memory, where that would help. */
    Optional<Sought> wantsLanes();

    /** Takes what a search of the lanes found. */
    void found(Found found);

    /** Whether a receive would find something. May say yes in vain, never no. */
    boolean hasNext(long now);

    /** When this order makes something visible by itself; {@code Long.MAX_VALUE} for never. */
    long nextAt(long now);

    void clear();
}

package dev.forebay.sqs;

import dev.forebay.runtime.Commit;

/** What a queue keeps in memory of one message. Touched only under the partition's lock. */
final class Entry {

    /** Where the message is. */
    enum Place {
        /** Never received, or not since the last restart that forgot it. */
        UNREAD,
        /** Received and not yet visible again. */
        IN_FLIGHT,
        /** Received before, and visible again. */
        RETURNED,
        /** On its way to another queue. */
        MOVING,
        /** Deleted. */
        GONE
    }

    final long sequence;
    final long sentAt;
    /** When a delayed message is due; zero when it was not delayed. */
    final long dueAt;
    /** The message group; empty when there is none. */
    final String group;

    Place place = Place.UNREAD;
    /** The commit that brought the message; whoever hands it out waits for it. */
    Commit commit;
    /** The stored bytes while they are in memory. */
    byte[] bytes;
    /** Whether the bytes count in the {@link Cache}. */
    boolean counted;

    /** Whether the store has a row of the RECEIPT table for it. */
    boolean hasReceipt;

    int receives;
    long firstReceivedAt;
    long receivedAt;
    long visibleAt;
    /** Tells this receive from the others of the same message. */
    int nonce;

    Entry(long sequence, long sentAt, long dueAt, String group) {
        this.sequence = sequence;
        this.sentAt = sentAt;
        this.dueAt = dueAt;
        this.group = group;
        this.commit = Commit.DURABLE;
    }

    /** What is known of a message from its stored bytes, which are kept. */
    static Entry of(long sequence, byte[] bytes) {
        Message message = Message.of(bytes);
        Entry entry = new Entry(sequence, message.sentAt(), message.dueAt(), message.group());
        entry.bytes = bytes;
        return entry;
    }

    boolean hasBytes() {
        return bytes != null;
    }
}

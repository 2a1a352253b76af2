package dev.forebay.sqs;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Keys;

/**
 * The rows of one queue's messages: puts them into batches and takes them out. Knows which rows a message has from what
 * memory knows of it, so that nothing has to be read. See {@link Tables} for what the rows are.
 */
final class Rows {
    private static final byte[] NOTHING = new byte[0];

    private final int partition;
    private final long incarnation;
    private final boolean fifo;
    private long delays;

    /** {@code delays}: how many rows the DELAY table has of this queue. */
    Rows(Home home, boolean fifo, long delays) {
        this.partition = home.partition();
        this.incarnation = home.incarnation();
        this.fifo = fifo;
        this.delays = delays;
    }

    /** How many rows the DELAY table has: messages that wait, and those that are due and were never received. */
    long delays() {
        return delays;
    }

    /** Adds a message, which is stored as these bytes. */
    void add(Changes changes, Entry entry, byte[] row) {
        changes.batch().put(key(Tables.MESSAGE, entry.sequence), row);
        if (hasLane(entry)) {
            changes.batch().put(laneKey(entry), NOTHING);
        }
        if (entry.dueAt > 0) {
            changes.batch().put(delayKey(entry), NOTHING);
            delays++;
        }
    }

    /** Notes a receive, or how long the message stays hidden. */
    void receipt(Changes changes, Entry entry) {
        entry.hasReceipt = true;
        changes.batch().put(key(Tables.RECEIPT, entry.sequence), ReceiptFormat.write(entry));
    }

    /** A message that was never received is no longer one that was delayed. */
    void undelay(Changes changes, Entry entry) {
        if (entry.dueAt > 0 && !entry.hasReceipt) {
            changes.batch().delete(delayKey(entry));
            delays--;
        }
    }

    void depart(Changes changes, long sequence, Transfer transfer) {
        changes.batch().put(key(Tables.TRANSFER, sequence), transfer.write());
    }

    void departed(Changes changes, long sequence) {
        changes.batch().delete(key(Tables.TRANSFER, sequence));
    }

    /** Removes all rows of a message. */
    void erase(Changes changes, Entry entry) {
        changes.batch().delete(key(Tables.MESSAGE, entry.sequence));
        if (entry.hasReceipt) {
            changes.batch().delete(key(Tables.RECEIPT, entry.sequence));
        }
        undelay(changes, entry);
        if (hasLane(entry)) {
            changes.batch().delete(laneKey(entry));
        }
    }

    /** Removes all rows of all messages. */
    void eraseAll(Changes changes) {
        for (byte table : Tables.CONTENTS) {
            changes.batch().deleteRange(Keys.of(partition, table, incarnation), Keys.of(partition, table, incarnation + 1));
        }
        delays = 0;
    }

    void counters(Changes changes, Counters counters) {
        changes.batch().putLatest(Keys.of(partition, Tables.COUNTERS, incarnation), counters.write());
    }

    private boolean hasLane(Entry entry) {
        return !fifo && !entry.group.isEmpty();
    }

    private byte[] key(byte table, long sequence) {
        return Keys.of(partition, table, incarnation, sequence);
    }

    private byte[] delayKey(Entry entry) {
        return Keys.of(partition, Tables.DELAY, incarnation, entry.dueAt, entry.sequence);
    }

    private byte[] laneKey(Entry entry) {
        return Keys.of(partition, Tables.LANE, incarnation, LaneSearch.lane(entry.group), entry.sequence);
    }
}

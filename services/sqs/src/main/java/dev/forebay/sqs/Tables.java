package dev.forebay.sqs;

/**
 * The tables of SQS in the store: the third byte of every key. 0x10 to 0x1f are this service's.
 *
 * <pre>
 *   table      key after the table               value
 *   CATALOG    account, region, name             QueueRecord
 *   MESSAGE    incarnation, sequence             Message; written once, never changed
 *   RECEIPT    incarnation, sequence             ReceiptFormat; there is one once a message was received
 *   DELAY      incarnation, due time, sequence   empty; there is one until a delayed message is first received
 *   LANE       incarnation, group hash, sequence empty; standard queues, messages with a group (fair queues)
 *   COUNTERS   incarnation                       Counters
 *   DEDUP      incarnation, time bucket, id      Deduplication.Original
 *   TRANSFER   incarnation, sequence             Transfer: this message is on its way to another queue
 *   ARRIVAL    source incarnation, sequence,
 *              source partition                  empty: this message has arrived here (Transfers)
 *   MOVE_TASK  incarnation, number               MoveTask
 *   SECRET     incarnation                       a FIFO queue's secret, encrypted; see ContentNames
 *   DATA_KEY   number                            a data key, encrypted; see dev.forebay.envelope
 * </pre>
 */
final class Tables {
    static final byte CATALOG = 0x10;
    static final byte MESSAGE = 0x11;
    static final byte RECEIPT = 0x12;
    static final byte DELAY = 0x13;
    static final byte LANE = 0x14;
    static final byte COUNTERS = 0x15;
    static final byte DEDUP = 0x16;
    static final byte TRANSFER = 0x17;
    static final byte ARRIVAL = 0x18;
    static final byte MOVE_TASK = 0x19;
    static final byte SECRET = 0x1a;
    static final byte DATA_KEY = 0x1b;

    /** The tables that hold a queue's messages, all keyed by its incarnation. */
    static final byte[] CONTENTS = {MESSAGE, RECEIPT, DELAY, LANE, TRANSFER};

    private Tables() {}
}

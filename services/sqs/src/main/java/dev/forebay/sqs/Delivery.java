package dev.forebay.sqs;

import java.util.Optional;

/**
 * A message that is handed to a consumer, as it was at that moment.
 *
 * @param sequence        in its queue
 * @param handle          the receipt handle
 * @param bytes           the stored message if memory had it; otherwise it is to be read
 * @param receives        how often it was received from this queue, this time included
 * @param firstReceivedAt when it was first received from this queue
 */
record Delivery(long sequence, ReceiptHandle handle, Optional<byte[]> bytes, int receives, long firstReceivedAt) {

    static Delivery of(int partition, long incarnation, Entry entry) {
        return new Delivery(
                entry.sequence,
                ReceiptHandle.of(partition, incarnation, entry),
                Optional.ofNullable(entry.bytes),
                entry.receives,
                entry.firstReceivedAt);
    }
}

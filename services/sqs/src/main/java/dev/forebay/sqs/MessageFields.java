package dev.forebay.sqs;

/**
 * What a message carries beside its body and attributes; empty texts stand for what is absent.
 *
 * @param source          the ARN of the queue that dead-lettered it
 * @param receives        how often it was received in other queues
 * @param firstReceivedAt when it was first received in another queue; zero for never
 */
record MessageFields(
        String sender, String group, String deduplicationId, String traceHeader, String source, int receives, long firstReceivedAt) {

    MessageFields deadLetteredFrom(String sourceArn, int allReceives, long firstReceived) {
        return new MessageFields(sender, group, deduplicationId, traceHeader, sourceArn, allReceives, firstReceived);
    }

    /** Where the id is kept elsewhere. */
    MessageFields withoutDeduplicationId() {
        return new MessageFields(sender, group, "", traceHeader, source, receives, firstReceivedAt);
    }

    /** As a new message in the queue that a redrive puts it into. */
    MessageFields redriven() {
        return new MessageFields(sender, group, deduplicationId, traceHeader, "", 0, 0);
    }
}

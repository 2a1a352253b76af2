package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * What the server has promised of the messages of one queue (or of a queue and its dead-letter queue), written down as
 * the promises come, and checked against everything that is received. Any thread; it throws when a promise is broken.
 *
 * <p>Producers say what they are about to send <em>before</em> they send, consumers what they are about to delete before
 * they delete; so whatever a crash leaves open is known to be open.
 *
 * <p>A key is {@code producer/group/number}. On a FIFO queue a group belongs to one producer, which numbers from 0 and
 * goes on only once it has an answer: so first deliveries count up without a gap.
 */
final class CrashLedger {
    private final String queue;
    private final boolean fifo;
    /** After so many receives a message goes to the dead-letter queue; zero where there is none. */
    private final int maxReceives;
    private final Map<String, CrashFate> fates = new HashMap<>();
    private final Map<String, Integer> nextOfGroup = new HashMap<>();
    private BigInteger newest = BigInteger.valueOf(-1);
    private long drained;
    private long repeated;

    CrashLedger(String queue, boolean fifo, int maxReceives) {
        this.queue = queue;
        this.fifo = fifo;
        this.maxReceives = maxReceives;
    }

    /** A message is about to be sent, for the first time or again. */
    synchronized void sending(String key, long delayMillis) {
        fates.computeIfAbsent(key, k -> new CrashFate(k, System.currentTimeMillis(), delayMillis, newest));
    }

    /** A send was answered; the sequence number is empty on a standard queue. */
    synchronized void sent(String key, String messageId, String sequence) {
        CrashFate fate = fates.get(key);
        if (fate.isSent()) {
            repeated++;
            require(fate.messageId.equals(messageId) && fate.sequence.equals(sequence), fate, "repeated and taken for another");
        }
        fate.messageId = messageId;
        fate.sequence = sequence;
        if (fifo) {
            BigInteger number = new BigInteger(sequence);
            require(number.compareTo(fate.above) > 0, fate, "sequence number " + number + " is not above " + fate.above);
            newest = newest.max(number);
        }
    }

    /** A message was received from the queue, or from its dead-letter queue. */
    synchronized void received(CrashDelivery delivery) {
        CrashFate fate = fates.get(delivery.key());
        assertThat(fate).as("%s: %s was received, but nobody sent it", queue, delivery.key()).isNotNull();
        require(!fate.isDeleted || delivery.moment().beganNanos() - fate.deletedAt < 0 || hadMoved(fate, delivery),
                fate, "came back after it was deleted");
        require(delivery.moment().answered() >= fate.sendBegan + fate.delayMillis, fate, "came before its delay was over");
        if (fate.isSent()) {
            require(fate.messageId.equals(delivery.message().messageId()), fate, "came under another id: stored twice?");
        }
        if (fate.hiding != null && (fifo || fate.hiding.life() == delivery.life())) {
            require(delivery.isApartFrom(fate.hiding), fate, "came although it was hidden: " + fate.hiding + ", then " + delivery);
            requireCounted(fate, delivery);
        }
        if (fifo) {
            requireInOrder(fate, delivery);
        }
        fate.hiding = delivery;
        fate.isDelivered = true;
    }

    /**
     * AWS: an old handle deletes nothing of a message that has moved, and is answered as if it did. So one may lie in the dead-letter queue
     * though a delete at its source was answered; but only if nothing hid it there at the time of the answer, and after all the receives that it takes.
     */
    private boolean hadMoved(CrashFate fate, CrashDelivery delivery) {
        return fate.mayHaveMoved && delivery.isDeadLetter() && delivery.receiveCount() > maxReceives;
    }

    private void requireCounted(CrashFate fate, CrashDelivery delivery) {
        boolean isLater = delivery.moment().began() > fate.hiding.moment().answered();
        require(!isLater || delivery.receiveCount() > fate.hiding.receiveCount(), fate, "its receive count does not grow");
    }

    private void requireInOrder(CrashFate fate, CrashDelivery delivery) {
        String sequence = delivery.attribute(MessageSystemAttributeName.SEQUENCE_NUMBER);
        require(!fate.isSent() || fate.sequence.equals(sequence), fate, "came under another sequence number");
        if (!fate.isDelivered) {
            int slash = fate.key.lastIndexOf('/');
            int number = Integer.parseInt(fate.key.substring(slash + 1));
            int expected = nextOfGroup.merge(fate.key.substring(0, slash), 1, Integer::sum) - 1;
            require(number == expected, fate, "came out of order: next in its group is " + expected);
        }
    }

    /** A consumer is about to let go of a message: from now on it may come at any time. */
    synchronized void releasing(String key) {
        fates.get(key).hiding = null;
    }

    /** A message is about to be deleted. */
    synchronized void deleting(String key) {
        fates.get(key).openDeletes++;
    }

    /** A delete was answered in a life of the server. */
    synchronized void deleted(String key, int life) {
        CrashFate fate = fates.get(key);
        fate.openDeletes--;
        if (!fate.isDeleted) {
            fate.mayHaveMoved = maxReceives > 0 && !fate.isHidden(life, System.currentTimeMillis());
            fate.deletedAt = System.nanoTime();
            fate.isDeleted = true;
        }
    }

    /** A delete was refused, and so did nothing. */
    synchronized void notDeleted(String key) {
        fates.get(key).openDeletes--;
    }

    /** A message was received by who empties the queue at the end. */
    synchronized void drained(String key) {
        CrashFate fate = fates.get(key);
        require(!fate.isDrained, fate, "is there twice");
        fate.isDrained = true;
        drained++;
    }

    /** How many messages there must be in the queue; fewer would be a loss. */
    synchronized long least() {
        return fates.values().stream().filter(CrashFate::mustBeThere).count();
    }

    /** How many messages there may be in the queue. */
    synchronized long most() {
        return fates.values().stream().filter(CrashFate::mayBeThere).count();
    }

    synchronized long sends() {
        return count(CrashFate::isSent);
    }

    synchronized long deletes() {
        return count(fate -> fate.isDeleted);
    }

    /** Deletes that may have come too late, for the message had moved; each could excuse its return. */
    synchronized long lateDeletes() {
        return count(fate -> fate.mayHaveMoved);
    }

    /** Sends that were answered and then repeated. */
    synchronized long repetitions() {
        return repeated;
    }

    synchronized long drained() {
        return drained;
    }

    /** Once the queue is empty: everything that was promised has been there, up to the end or to its deletion. */
    synchronized void requireNothingLost() {
        List<CrashFate> lost = fates.values().stream()
                .filter(fate -> fate.isSent() && !fate.isDrained && !fate.isDeleted && fate.openDeletes == 0).limit(10).toList();
        assertThat(lost).as("%s: acknowledged, and lost", queue).isEmpty();
    }

    private long count(Predicate<CrashFate> what) {
        return fates.values().stream().filter(what).count();
    }

    private void require(boolean holds, CrashFate fate, String otherwise) {
        if (!holds) {
            throw new AssertionError(queue + ": " + fate + " " + otherwise);
        }
    }
}

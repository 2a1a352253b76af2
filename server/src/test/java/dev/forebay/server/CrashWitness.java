package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.server.CrashQueue.Counts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Gets a few promises just before each end of the server, has an answer to every one of them, and so knows exactly what
 * the next server must say. Its queues are its own.
 */
final class CrashWitness {
    private static final int LONGEST_DELAY_SECONDS = 900;

    private final CrashQueue held = CrashQueue.fifo("held.fifo", true);
    private final CrashQueue later = CrashQueue.standard("later");
    private final CrashQueue extended = CrashQueue.standard("extended");
    private final CrashQueue begun = CrashQueue.standard("begun");
    private final Deque<String> handlesOfHeld = new ArrayDeque<>();
    private final List<String> handlesOfBegun = new ArrayList<>();
    private int delayed;
    private int hidden;
    private int cycle = -1;

    /** Gets promises. The last is, by turns, a receive that its answer waits for, one that is recorded lazily, and a delete. */
    void getPromises(SqsClient sqs, int newCycle) {
        String label = Integer.toString(newCycle);
        sqs.tagQueue(r -> r.queueUrl(later.url(sqs)).tags(Map.of("cycle", label)));
        sqs.sendMessage(r -> r.queueUrl(later.url(sqs)).messageBody(label).delaySeconds(LONGEST_DELAY_SECONDS));
        delayed++;
        hide(sqs, label);
        if (newCycle % 3 == 0) {
            begin(sqs, label);
            hold(sqs, label);
        } else {
            hold(sqs, label);
            begin(sqs, label);
        }
        if (newCycle % 3 == 2) {
            String handle = handlesOfBegun.removeLast();
            sqs.deleteMessage(r -> r.queueUrl(begun.url(sqs)).receiptHandle(handle));
        }
        cycle = newCycle;
    }

    private void hide(SqsClient sqs, String label) {
        String url = extended.url(sqs);
        sqs.sendMessage(r -> r.queueUrl(url).messageBody(label));
        Message message = only(extended.receive(sqs, 60), label);
        sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(message.receiptHandle())
                .visibilityTimeout(CrashQueue.FOR_EVER_SECONDS - 60));
        hidden++;
    }

    private void hold(SqsClient sqs, String label) {
        sqs.sendMessage(r -> r.queueUrl(held.url(sqs)).messageBody(label).messageGroupId(label));
        handlesOfHeld.add(only(held.receive(sqs, CrashQueue.FOR_EVER_SECONDS), label).receiptHandle());
    }

    private void begin(SqsClient sqs, String label) {
        sqs.sendMessage(r -> r.queueUrl(begun.url(sqs)).messageBody(label));
        handlesOfBegun.add(only(begun.receive(sqs, CrashQueue.FOR_EVER_SECONDS), label).receiptHandle());
    }

    private static Message only(List<Message> messages, String body) {
        assertThat(messages).singleElement().extracting(Message::body).isEqualTo(body);
        return messages.getFirst();
    }

    /** On the next server, before anybody else works. */
    void requirePromisesKept(SqsClient sqs) {
        if (cycle >= 0) {
            assertThat(sqs.listQueueTags(r -> r.queueUrl(later.url(sqs))).tags()).containsEntry("cycle", Integer.toString(cycle));
        }
        require(sqs, later, "delayed messages stay delayed", new Counts(0, 0, delayed));
        require(sqs, extended, "a changed visibility holds", new Counts(0, hidden, 0));
        require(sqs, held, "what is in flight on a FIFO queue stays so", new Counts(0, handlesOfHeld.size(), 0));
        if (!handlesOfHeld.isEmpty()) {
            sqs.deleteMessage(r -> r.queueUrl(held.url(sqs)).receiptHandle(handlesOfHeld.remove()));
            require(sqs, held, "a handle from before deletes on a FIFO queue", new Counts(0, handlesOfHeld.size(), 0));
        }
        deleteWhatWasBegun(sqs);
    }

    /** Whether or not the crash came before the receive was on disk. */
    private void deleteWhatWasBegun(SqsClient sqs) {
        assertThat(begun.counts(sqs).sum()).as("received and not deleted on a standard queue").isEqualTo(handlesOfBegun.size());
        handlesOfBegun.forEach(handle -> sqs.deleteMessage(r -> r.queueUrl(begun.url(sqs)).receiptHandle(handle)));
        handlesOfBegun.clear();
        require(sqs, begun, "a handle from before deletes on a standard queue", new Counts(0, 0, 0));
    }

    /** After an orderly end even a lazily recorded receive is known: the message is in flight, and its handle deletes. */
    void requireReceivesKept(SqsClient sqs) {
        require(sqs, begun, "what is in flight on a standard queue stays so", new Counts(0, handlesOfBegun.size(), 0));
    }

    private static void require(SqsClient sqs, CrashQueue queue, String what, Counts counts) {
        assertThat(queue.counts(sqs)).as(what).isEqualTo(counts);
        assertThat(queue.receive(sqs, 0)).as(what).hasSize((int) counts.visible());
    }

    /** At the end: hidden messages can be had back with their handles, and know how often they were received. */
    void requireHeldComeBack(SqsClient sqs) {
        String url = held.url(sqs);
        for (String handle : handlesOfHeld) {
            sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(handle).visibilityTimeout(0));
            Message back = held.receive(sqs, CrashQueue.FOR_EVER_SECONDS).getFirst();
            assertThat(back.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
            sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(back.receiptHandle()));
        }
        require(sqs, held, "all was taken back", new Counts(0, 0, 0));
    }
}

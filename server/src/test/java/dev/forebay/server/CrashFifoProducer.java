package dev.forebay.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Sends to groups of its own on a FIFO queue, in order. What got no answer it sends again to the next server, and now and
 * then it repeats what had one, also across a crash: neither may be stored twice.
 */
final class CrashFifoProducer implements CrashWorker {
    private static final int BATCH = 5;

    private final String name;
    private final String url;
    private final CrashLedger ledger;
    private final Random random;
    private final boolean byContent;
    private final int[] next;
    private List<SendMessageBatchRequestEntry> unanswered = List.of();
    private List<SendMessageBatchRequestEntry> answered = List.of();

    /** {@code byContent}: the queue makes the deduplication ids from bodies; otherwise this does. */
    CrashFifoProducer(String name, String url, CrashLedger ledger, Random random, int groups, boolean byContent) {
        this.name = name;
        this.url = url;
        this.ledger = ledger;
        this.random = random;
        this.byContent = byContent;
        this.next = new int[groups];
    }

    @Override
    public void work(SqsClient sqs, int life, Runnable done) {
        send(sqs, answered);
        send(sqs, unanswered);
        for (;;) {
            unanswered = draw();
            send(sqs, unanswered);
            answered = unanswered;
            unanswered = List.of();
            if (random.nextInt(20) == 0) {
                send(sqs, answered);
            }
            done.run();
        }
    }

    /** The next messages of a group. */
    private List<SendMessageBatchRequestEntry> draw() {
        int group = random.nextInt(next.length);
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        int count = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(BATCH);
        for (int i = 0; i < count; i++) {
            String key = name + "/" + group + "/" + next[group]++;
            entries.add(SendMessageBatchRequestEntry.builder().id("n" + i).messageGroupId(name + "/" + group)
                    .messageDeduplicationId(byContent ? null : key).messageBody(CrashProducer.body(key, random)).build());
        }
        return entries;
    }

    private void send(SqsClient sqs, List<SendMessageBatchRequestEntry> entries) {
        entries.forEach(entry -> ledger.sending(key(entry), 0));
        if (entries.size() == 1) {
            SendMessageBatchRequestEntry one = entries.getFirst();
            var answer = sqs.sendMessage(r -> r.queueUrl(url).messageBody(one.messageBody())
                    .messageGroupId(one.messageGroupId()).messageDeduplicationId(one.messageDeduplicationId()));
            ledger.sent(key(one), answer.messageId(), answer.sequenceNumber());
        } else if (!entries.isEmpty()) {
            var answer = sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entries));
            for (int i = 0; i < entries.size(); i++) {
                var sent = answer.successful().get(i);
                ledger.sent(key(entries.get(i)), sent.messageId(), sent.sequenceNumber());
            }
        }
    }

    private static String key(SendMessageBatchRequestEntry entry) {
        return entry.messageBody().substring(0, entry.messageBody().indexOf(' '));
    }
}

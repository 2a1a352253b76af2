package dev.forebay.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Sends to a standard queue, one by one and in batches, and never twice.
 *
 * @param seconds the longest delay of a message
 * @param groups  how many groups; 0 for none
 */
record CrashProducer(String name, String url, CrashLedger ledger, Random random, int seconds, int groups) implements CrashWorker {
    private static final int BATCH = 10;

    @Override
    public void work(SqsClient sqs, int life, Runnable done) {
        for (int number = 0; ; number++) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            int count = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(BATCH);
            for (int i = 0; i < count; i++) {
                entries.add(entry(i, name + "/" + life + "/" + number + "-" + i));
            }
            entries.forEach(entry -> ledger.sending(key(entry), entry.delaySeconds() == null ? 0 : entry.delaySeconds() * 1000L));
            if (count == 1) {
                send(sqs, entries.getFirst());
            } else {
                sendBatch(sqs, entries);
            }
            done.run();
        }
    }

    private SendMessageBatchRequestEntry entry(int id, String key) {
        SendMessageBatchRequestEntry.Builder entry = SendMessageBatchRequestEntry.builder();
        if (groups > 0) {
            entry.messageGroupId("g" + random.nextInt(groups));
        }
        if (seconds > 0 && random.nextBoolean()) {
            entry.delaySeconds(random.nextInt(seconds + 1));
        }
        return entry.id("n" + id).messageBody(body(key, random)).build();
    }

    /** The key, who sent it, and some filling; now and then much of it. */
    static String body(String key, Random random) {
        return key + " sent by " + key.substring(0, key.indexOf('/')) + " " + "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 20_000 : 300));
    }

    private static String key(SendMessageBatchRequestEntry entry) {
        return entry.messageBody().substring(0, entry.messageBody().indexOf(' '));
    }

    private void send(SqsClient sqs, SendMessageBatchRequestEntry entry) {
        var answer = sqs.sendMessage(r -> r.queueUrl(url).messageBody(entry.messageBody())
                .messageGroupId(entry.messageGroupId()).delaySeconds(entry.delaySeconds()));
        ledger.sent(key(entry), answer.messageId(), "");
    }

    private void sendBatch(SqsClient sqs, List<SendMessageBatchRequestEntry> entries) {
        var answer = sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entries));
        for (int i = 0; i < entries.size(); i++) {
            ledger.sent(key(entries.get(i)), answer.successful().get(i).messageId(), "");
        }
    }
}

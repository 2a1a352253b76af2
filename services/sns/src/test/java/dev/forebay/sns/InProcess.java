package dev.forebay.sns;

import dev.forebay.couriers.Outbox;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Partitions;
import dev.forebay.sqs.SqsConfig;
import dev.forebay.sqs.SqsService;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.Judge;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import dev.forebay.testkit.SnsHarness;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.Vault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** SNS and SQS in this process, on a store in memory, at a time that the test owns; what runs in the background runs when told. */
final class InProcess implements SnsHarness {
    static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
    private static final int ENDLESS = 10_000_000;

    final MemoryStore store = new MemoryStore();
    final FakeKms kms = new FakeKms();
    final Vault vault = AesVault.inMemory();
    final ManualClock clock = new ManualClock();
    ManualTimers timers = new ManualTimers(clock);
    final Outbox outbox = Outbox.inMemory(100, clock::millis);
    SqsService queues;
    SnsService service;

    /** Whether policies decide what topics may send to queues. */
    private final boolean enforced;

    InProcess() {
        this(false);
    }

    private InProcess(boolean enforced) {
        this.enforced = enforced;
        open();
    }

    /** Where topics come to queues as in enforced mode: what the queue's policy does not allow is refused. */
    static InProcess enforced() {
        return new InProcess(true);
    }

    private SqsClient door(Caller caller) {
        SqsClient client = queues.client(caller);
        return enforced ? new Judge(queues.rules()).guard(SqsClient.class, client, caller) : client;
    }

    private void open() {
        Partitions partitions = Partitions.open(store);
        queues = SqsService.open(SqsConfig.defaults(), partitions, clock, timers,
                new SqsService.Outside(new Random(1), kms::client));
        service = SnsService.open(SnsConfig.defaults(), partitions, clock, timers, new Random(2),
                new SnsService.Neighbours(this::door, kms::client, () -> "http://127.0.0.1:4566", new SnsCouriers(outbox, _ -> outbox), vault));
    }

    /** What a restart does: everything in memory is lost, and nothing that was under way goes on by itself. */
    void reopen() {
        service.close();
        queues.close();
        timers.close();
        timers = new ManualTimers(clock);
        open();
    }

    SnsClient sns() {
        return service.client(CALLER);
    }

    SqsClient sqs() {
        return queues.client(CALLER);
    }

    /** Lets everything that is due run. */
    void settle() {
        timers.run(ENDLESS);
    }

    @Override
    public SnsClient sns(Caller caller) {
        return service.client(caller);
    }

    @Override
    public SqsClient sqs(Caller caller) {
        return queues.client(caller);
    }

    @Override
    public KmsClient kms(Caller caller) {
        return kms.client(caller);
    }

    @Override
    public void pass(Duration time) {
        clock.advance(time);
        settle();
    }

    String queue(String name) {
        return sqs().createQueue(r -> r.queueName(name).attributesWithStrings(
                name.endsWith(".fifo") ? java.util.Map.of("FifoQueue", "true") : java.util.Map.of())).queueUrl();
    }

    static String queueArn(String url) {
        return "arn:aws:sqs:us-east-1:000000000000:" + url.substring(url.lastIndexOf('/') + 1);
    }

    /** All messages of a queue, deleted as they come. */
    List<Message> drain(String url) {
        List<Message> all = new ArrayList<>();
        for (int empty = 0; empty < 2;) {
            List<Message> messages = sqs().receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)
                    .messageAttributeNames("All").messageSystemAttributeNamesWithStrings("All")).messages();
            empty += messages.isEmpty() ? 1 : 0;
            all.addAll(messages);
            messages.forEach(m -> sqs().deleteMessage(r -> r.queueUrl(url).receiptHandle(m.receiptHandle())));
        }
        return all;
    }

    List<String> bodies(String url) {
        return drain(url).stream().map(Message::body).toList();
    }

    @Override
    public void close() {
        service.close();
        queues.close();
        timers.close();
        store.close();
    }
}

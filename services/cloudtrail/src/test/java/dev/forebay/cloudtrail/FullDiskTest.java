package dev.forebay.cloudtrail;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Batch;
import dev.forebay.store.MemoryStore;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import dev.forebay.store.StoreFull;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** On a full disk everything that empties it is recorded and answered. */
class FullDiskTest {
    private static final Caller ALICE = Caller.root(AccountId.DEFAULT, Region.DEFAULT);

    private final ManualClock clock = new ManualClock();
    private final CloudTrailService trail = CloudTrailService.open(CloudTrailConfig.defaults().with(CloudTrailConfig.Log.ALL).inFolder(Path.of("unused")),
            Partitions.open(new FullStore(new MemoryStore())), new CloudTrailService.Outside(Calls.VAULT, clock, new ManualTimers(clock), new Random(1),
                    Optional.empty(), Calls::key));

    @Test
    void aReceiveThatTookMessagesIsAnsweredForElseNobodyCouldDeleteThem() {
        assertThatCode(() -> trail.record(receive(Message.builder().messageId("m").build()))).doesNotThrowAnyException();
        assertThatCode(() -> trail.record(Calls.answered(ALICE, "sqs", "DeleteMessage", DeleteMessageRequest.builder().receiptHandle("h").build(),
                DeleteMessageResponse.builder().build()))).doesNotThrowAnyException();
    }

    @Test
    void whatTookNothingIsRefusedInsteadOfBeingAnsweredUnrecorded() {
        assertThatThrownBy(() -> trail.record(receive())).hasMessageContaining("cannot be recorded").hasMessageContaining("free space on the disk");
        assertThatThrownBy(() -> trail.record(Calls.listTopics(ALICE))).hasMessageContaining("cannot be recorded");
    }

    private static ApiCall receive(Message... messages) {
        return Calls.answered(ALICE, "sqs", "ReceiveMessage", ReceiveMessageRequest.builder().queueUrl("q").build(),
                ReceiveMessageResponse.builder().messages(messages).build());
    }

    /** A store whose disk has nothing left but the reserve. */
    private record FullStore(MemoryStore store) implements Store {
        @Override
        public long submit(Batch batch, Urgency urgency) {
            return store.submit(batch, urgency);
        }

        @Override
        public void await(long commit) {
            store.await(commit);
        }

        @Override
        public long durable() {
            return store.durable();
        }

        @Override
        public Optional<byte[]> get(byte[] key) {
            return store.get(key);
        }

        @Override
        public Scan scan(byte[] from, byte[] to) {
            return store.scan(from, to);
        }

        @Override
        public void requireSpace() {
            throw new StoreFull("nothing but the reserve is free");
        }

        @Override
        public void close() {
            store.close();
        }
    }
}

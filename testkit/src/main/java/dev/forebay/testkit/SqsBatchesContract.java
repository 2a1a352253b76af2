package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** The three batch operations. */
public abstract class SqsBatchesContract extends SqsContract {

    @Test
    void aBatchSendsInOrder() {
        String url = fifoQueue("orders");
        var sent = sqs.sendMessageBatch(r -> r.queueUrl(url).entries(numbered(10)));

        assertThat(sent.successful()).extracting(SendMessageBatchResultEntry::id).containsExactlyElementsOf(ids(10));
        assertThat(sent.successful()).extracting(SendMessageBatchResultEntry::sequenceNumber).isSorted();
        assertThat(sent.failed()).isEmpty();
        assertThat(bodies(url)).containsExactlyElementsOf(numbered(10).stream().map(SendMessageBatchRequestEntry::messageBody).toList());
    }

    @Test
    void aBadEntryDoesNotHarmTheOthers() {
        String url = queue("orders");
        var sent = sqs.sendMessageBatch(r -> r.queueUrl(url).entries(
                entry("good", "m"), entry("bad", "\u0001"), entry("late", "m").toBuilder().delaySeconds(901).build()));

        assertThat(sent.successful()).extracting(SendMessageBatchResultEntry::id).containsExactly("good");
        assertThat(sent.successful().getFirst().md5OfMessageBody()).isEqualTo("6f8f57715090da2632453988d9a1501b");
        assertThat(sent.failed()).extracting(BatchResultErrorEntry::id).containsExactly("bad", "late");
        assertThat(sent.failed()).extracting(BatchResultErrorEntry::code).containsExactly("InvalidMessageContents", "InvalidParameterValue");
        assertThat(sent.failed()).allMatch(BatchResultErrorEntry::senderFault);
        assertCounts(url, 1, 0, 0);
    }

    @Test
    void aBatchRepeatsAMessageOnce() {
        String url = fifoQueue("orders");
        SendMessageBatchRequestEntry one = entry("1", "same").toBuilder().messageGroupId("g").build();
        var sent = sqs.sendMessageBatch(r -> r.queueUrl(url).entries(one, one.toBuilder().id("2").build()));

        assertThat(sent.successful()).extracting(SendMessageBatchResultEntry::messageId).hasSize(2).containsOnly(sent.successful().getFirst().messageId());
        assertThat(bodies(url)).containsExactly("same");
    }

    @Test
    void aBatchHasAMebibyteAtMost() {
        String url = queue("orders");
        String half = "m".repeat(1 << 19);
        assertThat(sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entry("1", half), entry("2", half))).successful()).hasSize(2);

        refusalOf(() -> sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entry("1", half), entry("2", half), entry("3", "m"))))
                .is(BatchRequestTooLongException.class, "BatchRequestTooLong")
                .says("Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.");
        refusalOf(() -> sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entry("1", half + half + "m"))))
                .is(BatchRequestTooLongException.class, "BatchRequestTooLong")
                .says("You have sent 1048577 bytes.");
        assertCounts(url, 2, 0, 0);
    }

    @Test
    void aBatchHasOneToTenEntries() {
        String url = queue("orders");
        List<Message> none = List.of();
        var tooMany = Stream.concat(numbered(10).stream(), numbered(10).stream()).toList();

        refusalOf(() -> sqs.sendMessageBatch(r -> r.queueUrl(url).entries(tooMany)))
                .is(TooManyEntriesInBatchRequestException.class, "TooManyEntriesInBatchRequest")
                .says("Maximum number of entries per request are 10. You have sent 20.");
        refusalOf(() -> sqs.sendMessageBatch(r -> r.queueUrl(url).entries(List.of())))
                .is(EmptyBatchRequestException.class, "EmptyBatchRequest");
        refusalOf(() -> sqs.deleteMessageBatch(r -> r.queueUrl(url).entries(deletions(none)))).is("EmptyBatchRequest");
        refusalOf(() -> sqs.changeMessageVisibilityBatch(r -> r.queueUrl(url).entries(changes(none, 0)))).is("EmptyBatchRequest");
    }

    @Test
    void entriesHaveDistinctIds() {
        String url = queue("orders");

        refusalOf(() -> sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entry("x", "1"), entry("x", "2"))))
                .is(BatchEntryIdsNotDistinctException.class, "BatchEntryIdsNotDistinct")
                .says("Id x repeated.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "a.b", "ä"})
    void anEntrysIdIsPlain(String id) {
        String url = queue("orders");

        refusalOf(() -> sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entry(id, "m"))))
                .is(InvalidBatchEntryIdException.class, "InvalidBatchEntryId");
        refusalOf(() -> sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entry("i".repeat(81), "m")))).is("InvalidBatchEntryId");
        assertThat(sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entry("i".repeat(80), "m"))).successful()).hasSize(1);
    }

    @Test
    void aBatchDeletesAndTellsOfHandlesThatAreNone() {
        String url = queue("orders");
        sqs.sendMessageBatch(r -> r.queueUrl(url).entries(numbered(3)));
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>(deletions(receive(url)));
        entries.add(DeleteMessageBatchRequestEntry.builder().id("bad").receiptHandle("nonsense").build());
        var deleted = sqs.deleteMessageBatch(r -> r.queueUrl(url).entries(entries));

        assertThat(deleted.successful()).hasSize(3);
        assertThat(deleted.failed()).extracting(BatchResultErrorEntry::id).containsExactly("bad");
        assertThat(deleted.failed()).extracting(BatchResultErrorEntry::code).containsExactly("ReceiptHandleIsInvalid");
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void aBatchChangesVisibilityEntryByEntry() {
        String url = queue("orders");
        sqs.sendMessageBatch(r -> r.queueUrl(url).entries(numbered(3)));
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>(changes(receive(url), 0));
        entries.set(1, entries.get(1).toBuilder().visibilityTimeout(43_201).build());
        var changed = sqs.changeMessageVisibilityBatch(r -> r.queueUrl(url).entries(entries));

        assertThat(changed.successful()).hasSize(2);
        assertThat(changed.failed()).extracting(BatchResultErrorEntry::code).containsExactly("InvalidParameterValue");
        assertCounts(url, 2, 1, 0);
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    /** Entries of one group whose bodies are their ids. */
    private static List<SendMessageBatchRequestEntry> numbered(int count) {
        return ids(count).stream().map(id -> entry(id, id).toBuilder().messageGroupId("g").build()).toList();
    }

    private static List<String> ids(int count) {
        return java.util.stream.IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static List<DeleteMessageBatchRequestEntry> deletions(List<Message> messages) {
        return messages.stream()
                .map(m -> DeleteMessageBatchRequestEntry.builder().id(m.messageId()).receiptHandle(m.receiptHandle()).build())
                .toList();
    }

    private static List<ChangeMessageVisibilityBatchRequestEntry> changes(List<Message> messages, int seconds) {
        return messages.stream()
                .map(m -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(m.messageId())
                        .receiptHandle(m.receiptHandle())
                        .visibilityTimeout(seconds)
                        .build())
                .toList();
    }
}

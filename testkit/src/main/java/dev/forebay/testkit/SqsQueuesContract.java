package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/** Queues: their life, their names and URLs, and their attributes. */
public abstract class SqsQueuesContract extends SqsContract {

    @Test
    void aQueueIsFoundByItsName() {
        String name = newName("orders");
        String url = create(name);

        assertThat(url).endsWith("/111111111111/" + name);
        assertThat(sqs.getQueueUrl(r -> r.queueName(name)).queueUrl()).isEqualTo(url);
        assertThat(sqs.getQueueUrl(r -> r.queueName(name).queueOwnerAWSAccountId("111111111111")).queueUrl()).isEqualTo(url);
    }

    @Test
    void aQueueThatIsNotThereIsNotFound() {
        String url = queue("orders").replaceAll("orders.*", "none");

        refusalOf(() -> sqs.getQueueUrl(r -> r.queueName("none")))
                .is(QueueDoesNotExistException.class, "QueueDoesNotExist")
                .says("The specified queue does not exist");
        refusalOf(() -> send(url, "m")).is(QueueDoesNotExistException.class, "QueueDoesNotExist");
        refusalOf(() -> receive(url)).is(QueueDoesNotExistException.class, "QueueDoesNotExist");
        refusalOf(() -> attributes(url)).is(QueueDoesNotExistException.class, "QueueDoesNotExist");
        refusalOf(() -> set(url, "DelaySeconds", "1")).is(QueueDoesNotExistException.class, "QueueDoesNotExist");
        refusalOf(() -> sqs.deleteQueue(r -> r.queueUrl(url))).is(QueueDoesNotExistException.class, "QueueDoesNotExist");
        refusalOf(() -> sqs.purgeQueue(r -> r.queueUrl(url))).is(QueueDoesNotExistException.class, "QueueDoesNotExist");
        refusalOf(() -> sqs.listDeadLetterSourceQueues(r -> r.queueUrl(url)))
                .is(QueueDoesNotExistException.class, "QueueDoesNotExist");
    }

    @Test
    void accountsAndRegionsAreWorldsApart() {
        String name = newName("orders");
        send(create(name), "mine");

        refusalOf(() -> client(BOB).getQueueUrl(r -> r.queueName(name))).is("QueueDoesNotExist");
        refusalOf(() -> client(ALICE_ABROAD).getQueueUrl(r -> r.queueName(name))).is("QueueDoesNotExist");
        String hers = client(ALICE_ABROAD).createQueue(r -> r.queueName(name)).queueUrl();
        assertThat(client(ALICE_ABROAD).receiveMessage(r -> r.queueUrl(hers)).messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "dot.ted", "slash/ed", "plain-name.fifo"})
    void aNameThatIsNoneIsRefused(String name) {
        refusalOf(() -> create(name)).is("InvalidParameterValue");
    }

    @Test
    void aNameHasEightyCharactersAtMost() {
        String name = newName("n");
        String longest = name + "n".repeat(80 - name.length());

        assertThat(create(longest)).endsWith(longest);
        refusalOf(() -> create(longest + "n")).is("InvalidParameterValue");
    }

    @Test
    void aFifoQueueIsNamedAsOne() {
        refusalOf(() -> create("orders", "FifoQueue", "true")).is("InvalidParameterValue").says("must end with .fifo");
    }

    @Test
    void creatingAgainWithTheSameAttributesIsNoError() {
        String name = newName("orders");
        String url = create(name, "DelaySeconds", "5");

        assertThat(create(name, "DelaySeconds", "5")).isEqualTo(url);
        assertThat(create(name)).isEqualTo(url);
        assertThat(create(name, "VisibilityTimeout", "30")).as("the default, spelled out").isEqualTo(url);
    }

    @Test
    void creatingAgainWithOtherAttributesIsRefused() {
        String name = newName("orders");
        create(name, "DelaySeconds", "5");

        refusalOf(() -> create(name, "DelaySeconds", "6"))
                .is(QueueNameExistsException.class, "QueueNameExists")
                .says("different value for attribute DelaySeconds");
        assertThat(attributes(sqs.getQueueUrl(r -> r.queueName(name)).queueUrl())).containsEntry("DelaySeconds", "5");
    }

    @Test
    void aDeletedQueueIsGoneAndItsNameRestsForAMinute() {
        String name = newName("orders");
        String url = create(name);
        send(url, "m");
        sqs.deleteQueue(r -> r.queueUrl(url));

        refusalOf(() -> send(url, "m")).is(QueueDoesNotExistException.class, "QueueDoesNotExist");
        refusalOf(() -> create(name))
                .is(QueueDeletedRecentlyException.class, "QueueDeletedRecently")
                .says("You must wait 60 seconds after deleting a queue before you can create another with the same name");
        pass(Duration.ofSeconds(60));
        assertThat(bodies(create(name))).as("a new queue is empty").isEmpty();
    }

    @Test
    void queuesAreListedByPrefixAndPage() {
        String prefix = newName("list");
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            urls.add(create(prefix + "-" + i));
        }
        queue("other");

        assertThat(sqs.listQueues(r -> r.queueNamePrefix(prefix)).queueUrls()).containsExactlyElementsOf(urls);
        List<String> paged = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ListQueuesResponse page = sqs.listQueues(r -> r.queueNamePrefix(prefix).maxResults(2).nextToken(next));
            assertThat(page.queueUrls()).hasSizeBetween(1, 2);
            paged.addAll(page.queueUrls());
            token = page.nextToken();
        } while (token != null);
        assertThat(paged).containsExactlyElementsOf(urls);
    }

    @Test
    void withoutAPageSizeThereIsNoToken() {
        queue("orders");

        assertThat(sqs.listQueues().nextToken()).isNull();
        refusalOf(() -> sqs.listQueues(r -> r.maxResults(0))).is("InvalidParameterValue");
        refusalOf(() -> sqs.listQueues(r -> r.maxResults(1001))).is("InvalidParameterValue");
        refusalOf(() -> sqs.listQueues(r -> r.maxResults(1).nextToken("%%"))).is("InvalidParameterValue");
    }

    @Test
    void aTokenOfAnotherListIsNoDisaster() {
        String early = newName("a");
        create(early + "-1");
        create(early + "-2");
        String late = newName("b");
        String url = create(late);
        String token = sqs.listQueues(r -> r.queueNamePrefix(early).maxResults(1)).nextToken();

        assertThat(sqs.listQueues(r -> r.queueNamePrefix(late).maxResults(1).nextToken(token)).queueUrls()).containsExactly(url);
    }

    @Test
    void aNewQueueHasAwssDefaults() {
        String url = queue("orders");

        assertThat(attributes(url)).containsAllEntriesOf(Map.of(
                "DelaySeconds", "0",
                "MaximumMessageSize", "1048576",
                "MessageRetentionPeriod", "345600",
                "ReceiveMessageWaitTimeSeconds", "0",
                "VisibilityTimeout", "30",
                "SqsManagedSseEnabled", "true",
                "QueueArn", "arn:aws:sqs:eu-central-1:111111111111:" + name(url)));
        assertThat(attributes(url))
                .containsKeys("CreatedTimestamp", "LastModifiedTimestamp")
                .doesNotContainKeys("FifoQueue", "ContentBasedDeduplication", "Policy", "RedrivePolicy");
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void aNewFifoQueueHasAwssDefaults() {
        String url = fifoQueue("orders", "ContentBasedDeduplication", "false");

        assertThat(attributes(url)).containsAllEntriesOf(Map.of(
                "FifoQueue", "true",
                "ContentBasedDeduplication", "false",
                "DeduplicationScope", "queue",
                "FifoThroughputLimit", "perQueue"));
    }

    @Test
    void onlyTheAttributesAskedForAreTold() {
        String url = queue("orders");

        assertThat(sqs.getQueueAttributes(r -> r.queueUrl(url)).attributesAsStrings()).isEmpty();
        assertThat(sqs.getQueueAttributes(r -> r.queueUrl(url)
                                .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT, QueueAttributeName.QUEUE_ARN))
                        .attributesAsStrings())
                .containsOnlyKeys("VisibilityTimeout", "QueueArn");
        refusalOf(() -> sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNamesWithStrings("Nonsense")))
                .is(InvalidAttributeNameException.class, "InvalidAttributeName");
    }

    @ParameterizedTest
    @CsvSource({
        "DelaySeconds, 0, 900, -1, 901",
        "MaximumMessageSize, 1024, 1048576, 1023, 1048577",
        "MessageRetentionPeriod, 60, 1209600, 59, 1209601",
        "ReceiveMessageWaitTimeSeconds, 0, 20, -1, 21",
        "VisibilityTimeout, 0, 43200, -1, 43201",
        "KmsDataKeyReusePeriodSeconds, 60, 86400, 59, 86401"
    })
    void aNumberHasItsLimits(String attribute, String low, String high, String tooLow, String tooHigh) {
        String url = queue("orders", "KmsMasterKeyId", "alias/key");
        for (String good : List.of(low, high)) {
            set(url, attribute, good);
            assertThat(attributes(url)).containsEntry(attribute, good);
        }
        for (String bad : List.of(tooLow, tooHigh, "many", "")) {
            refusalOf(() -> set(url, attribute, bad)).is(InvalidAttributeValueException.class, "InvalidAttributeValue");
            refusalOf(() -> queue("orders", attribute, bad)).is(InvalidAttributeValueException.class, "InvalidAttributeValue");
        }
        assertThat(attributes(url)).containsEntry(attribute, high);
    }

    @Test
    void changingAQueueIsNoted() {
        String url = queue("orders");
        String created = attributes(url).get("CreatedTimestamp");
        pass(Duration.ofSeconds(2));
        set(url, "DelaySeconds", "1");

        assertThat(attributes(url)).containsEntry("CreatedTimestamp", created);
        assertThat(Long.parseLong(attributes(url).get("LastModifiedTimestamp"))).isGreaterThan(Long.parseLong(created));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit", "Nonsense"})
    void aStandardQueueDoesNotKnowThisAttribute(String attribute) {
        String url = queue("orders");

        refusalOf(() -> set(url, attribute, "true")).is(InvalidAttributeNameException.class, "InvalidAttributeName");
        refusalOf(() -> queue("orders", attribute, "true")).is(InvalidAttributeNameException.class, "InvalidAttributeName");
    }

    @Test
    void theTypeOfAQueueStays() {
        String fifo = fifoQueue("orders");

        refusalOf(() -> set(fifo, "FifoQueue", "false"))
                .is(InvalidAttributeValueException.class, "InvalidAttributeValue")
                .says("Modifying queue type is not supported.");
        refusalOf(() -> queue("orders", "FifoQueue", "false")).is(InvalidAttributeNameException.class, "InvalidAttributeName");
    }

    @Test
    void throughputPerGroupNeedsDeduplicationPerGroup() {
        String fifo = fifoQueue("orders");

        refusalOf(() -> set(fifo, "FifoThroughputLimit", "perMessageGroupId")).is("InvalidAttributeValue");
        set(fifo, "FifoThroughputLimit", "perMessageGroupId", "DeduplicationScope", "messageGroup");
        assertThat(attributes(fifo)).containsEntry("FifoThroughputLimit", "perMessageGroupId");
        refusalOf(() -> set(fifo, "DeduplicationScope", "queue")).is("InvalidAttributeValue");
        refusalOf(() -> set(fifo, "DeduplicationScope", "everything")).is("InvalidAttributeValue");
    }

    @Test
    void purgingRemovesEverythingWhereverItIs() {
        String url = queue("orders");
        send(url, "in flight");
        receiveOne(url);
        send(url, "visible");
        send(url, "delayed", r -> r.delaySeconds(10));
        assertCounts(url, 1, 1, 1);
        sqs.purgeQueue(r -> r.queueUrl(url));

        assertCounts(url, 0, 0, 0);
        pass(Duration.ofSeconds(60));
        assertThat(receive(url)).isEmpty();
        send(url, "new");
        assertThat(bodies(url)).containsExactly("new");
    }

    @Test
    void purgingIsAllowedOnceAMinute() {
        String url = queue("orders");
        sqs.purgeQueue(r -> r.queueUrl(url));

        refusalOf(() -> sqs.purgeQueue(r -> r.queueUrl(url)))
                .is(PurgeQueueInProgressException.class, "PurgeQueueInProgress")
                .says("Only one PurgeQueue operation on " + name(url) + " is allowed every 60 seconds.");
        pass(Duration.ofSeconds(60));
        sqs.purgeQueue(r -> r.queueUrl(url));
    }
}

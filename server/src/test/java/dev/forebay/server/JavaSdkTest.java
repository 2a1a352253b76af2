package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** The Java SDK over HTTP. It checks the MD5 of every body and attribute itself. */
class JavaSdkTest {
    private static Forebay forebay;
    private static SqsClient sqs;

    private String name;

    @BeforeAll
    static void start() {
        forebay = Forebay.start(ForebayConfig.inMemory().overHttp());
        sqs = SqsClient.builder()
                .endpointOverride(forebay.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        forebay.close();
    }

    @BeforeEach
    void nameTheQueueAfterTheTest(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void aMessageGoesThroughAQueueWithItsAttributes() {
        String queue = queue(Map.of());
        var bytes = MessageAttributeValue.builder().dataType("Binary").binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1})).build();
        var text = MessageAttributeValue.builder().dataType("String").stringValue("größe").build();

        sqs.sendMessage(r -> r.queueUrl(queue).messageBody("größe 😀").messageAttributes(Map.of("bytes", bytes, "text", text)));

        Message message = receive(queue).getFirst();
        assertThat(message.body()).isEqualTo("größe 😀");
        assertThat(message.messageAttributes()).isEqualTo(Map.of("bytes", bytes, "text", text));
        sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
        assertThat(count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).isZero();
    }

    @Test
    void anEmptyQueueHasNoMessages() {
        var answer = sqs.receiveMessage(r -> r.queueUrl(queue(Map.of())));

        assertThat(answer.hasMessages()).isFalse();
    }

    @Test
    void inProcessAndOverHttpAreTheSameQueues() {
        String queue = queue(Map.of());

        forebay.sqs().sendMessage(r -> r.queueUrl(queue).messageBody("from inside"));

        assertThat(receive(queue)).extracting(Message::body).containsExactly("from inside");
        assertThat(forebay.sqs().getQueueUrl(r -> r.queueName(name)).queueUrl()).isEqualTo(queue);
    }

    @Test
    void aBatchIsDoneInParts() {
        String queue = queue(Map.of());

        var good = SendMessageBatchRequestEntry.builder().id("good").messageBody("1").build();
        var late = SendMessageBatchRequestEntry.builder().id("late").messageBody("2").delaySeconds(901).build();

        var answer = sqs.sendMessageBatch(r -> r.queueUrl(queue).entries(good, late));

        assertThat(answer.successful()).extracting("id").containsExactly("good");
        BatchResultErrorEntry failed = answer.failed().getFirst();
        assertThat(failed.id()).isEqualTo("late");
        assertThat(failed.code()).isEqualTo("InvalidParameterValue");
        assertThat(failed.senderFault()).isTrue();
    }

    @Test
    void aFifoQueueKeepsOrderAndTakesADuplicateOnce() {
        String queue = fifoQueue();
        for (String body : List.of("1", "2", "2", "3")) {
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody(body).messageGroupId("g"));
        }

        assertThat(receive(queue)).extracting(Message::body).containsExactly("1", "2", "3");
    }

    @Test
    void aMoveTaskBringsDeadLettersBack() {
        String dead = sqs.createQueue(r -> r.queueName(name + "-dead")).queueUrl();
        String deadArn = attribute(dead, QueueAttributeName.QUEUE_ARN);
        String source = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0", QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + deadArn + "\",\"maxReceiveCount\":1}"));
        sqs.sendMessage(r -> r.queueUrl(source).messageBody("poison"));
        receive(source);
        assertThat(sqs.receiveMessage(r -> r.queueUrl(source)).messages()).isEmpty();
        assertThat(count(dead, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isOne();

        String handle = sqs.startMessageMoveTask(r -> r.sourceArn(deadArn)).taskHandle();

        assertThat(handle).isNotBlank();
        assertThat(receive(source)).extracting(Message::body).containsExactly("poison");
        var task = sqs.listMessageMoveTasks(r -> r.sourceArn(deadArn)).results().getFirst();
        assertThat(task.approximateNumberOfMessagesMoved()).isOne();
        assertThat(task.status()).isIn("RUNNING", "COMPLETED");
    }

    @Test
    void mistakesArriveAsTheClassesThatAwsModels() {
        String queue = queue(Map.of());
        assertThatExceptionOfType(QueueDoesNotExistException.class)
                .isThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("never-made")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .satisfies(e -> assertThat(e.requestId()).isNotBlank());
        assertThatExceptionOfType(ReceiptHandleIsInvalidException.class)
                .isThrownBy(() -> sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle("no handle")));
        assertThatExceptionOfType(QueueNameExistsException.class).isThrownBy(() ->
                sqs.createQueue(r -> r.queueName(name).attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "1"))));
        assertThatExceptionOfType(TooManyEntriesInBatchRequestException.class).isThrownBy(() ->
                sqs.deleteMessageBatch(r -> r.queueUrl(queue).entries(elevenDeletions())));
        sqs.purgeQueue(r -> r.queueUrl(queue));
        assertThatExceptionOfType(PurgeQueueInProgressException.class)
                .isThrownBy(() -> sqs.purgeQueue(r -> r.queueUrl(queue)));
    }

    @Test
    void whatIsNotModelledArrivesWithItsCode() {
        String queue = queue(Map.of());

        assertThatThrownBy(() -> sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(21)))
                .isInstanceOfSatisfying(SqsException.class, e ->
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue"));
    }

    @Test
    void queuesAreListedInPages() {
        for (int i = 0; i < 5; i++) {
            int number = i;
            sqs.createQueue(r -> r.queueName(name + "-" + number));
        }

        var pages = sqs.listQueuesPaginator(r -> r.queueNamePrefix(name).maxResults(2));

        assertThat(pages.queueUrls().stream().toList()).hasSize(5);
        assertThat(pages.stream().mapToInt(page -> page.queueUrls().size()).max()).hasValue(2);
    }

    @Test
    void tagsAreKept() {
        String queue = queue(Map.of());

        sqs.tagQueue(r -> r.queueUrl(queue).tags(Map.of("team", "orders")));

        assertThat(sqs.listQueueTags(r -> r.queueUrl(queue)).tags()).isEqualTo(Map.of("team", "orders"));
    }

    private String queue(Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
    }

    private String fifoQueue() {
        return sqs.createQueue(r -> r.queueName(name + ".fifo").attributes(Map.of(
                QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"))).queueUrl();
    }

    private static List<DeleteMessageBatchRequestEntry> elevenDeletions() {
        return IntStream.range(0, 11).mapToObj(i ->
                DeleteMessageBatchRequestEntry.builder().id("n" + i).receiptHandle("h").build()).toList();
    }

    private static List<Message> receive(String queue) {
        return sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(5)
                .messageAttributeNames("All")).messages();
    }

    private static int count(String queue, QueueAttributeName attribute) {
        return Integer.parseInt(attribute(queue, attribute));
    }

    private static String attribute(String queue, QueueAttributeName attribute) {
        return sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(attribute)).attributes().get(attribute);
    }
}

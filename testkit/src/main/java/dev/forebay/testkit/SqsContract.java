package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * What every suite about SQS shares. The suites say what a user of AWS's client sees; where they run is up to the
 * {@link SqsHarness}. Names of queues are new in every test, so that a harness may keep its server.
 */
public abstract class SqsContract extends ServiceContract<SqsHarness> {
    protected SqsClient sqs;

    @BeforeEach
    void connect() {
        sqs = harness().client(ALICE);
    }

    protected SqsClient client(Caller caller) {
        return harness().client(caller);
    }

    /** Creates a standard queue with attributes given as names and values; returns its URL. */
    protected String queue(String stem, String... attributes) {
        return create(newName(stem), attributes);
    }

    /** Creates a FIFO queue that deduplicates by content. */
    protected String fifoQueue(String stem, String... attributes) {
        Map<String, String> all = pairs(attributes);
        all.put("FifoQueue", "true");
        all.putIfAbsent("ContentBasedDeduplication", "true");
        return sqs.createQueue(r -> r.queueName(newName(stem) + ".fifo").attributesWithStrings(all)).queueUrl();
    }

    protected String create(String name, String... attributes) {
        return sqs.createQueue(r -> r.queueName(name).attributesWithStrings(pairs(attributes))).queueUrl();
    }

    protected void set(String url, String... attributes) {
        sqs.setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(pairs(attributes)));
    }

    protected static Map<String, String> pairs(String... texts) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < texts.length; i += 2) {
            map.put(texts[i], texts[i + 1]);
        }
        return map;
    }

    protected Map<String, String> attributes(String url) {
        return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL)).attributesAsStrings();
    }

    protected String arn(String url) {
        return attributes(url).get("QueueArn");
    }

    protected static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** Checks how many messages are visible, in flight and delayed. */
    protected void assertCounts(String url, int visible, int inFlight, int delayed) {
        Map<String, String> all = attributes(url);
        assertThat(List.of(
                        all.get("ApproximateNumberOfMessages"),
                        all.get("ApproximateNumberOfMessagesNotVisible"),
                        all.get("ApproximateNumberOfMessagesDelayed")))
                .as("visible, in flight, delayed")
                .containsExactly("" + visible, "" + inFlight, "" + delayed);
    }

    protected SendMessageResponse send(String url, String body) {
        return sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
    }

    protected SendMessageResponse send(String url, String body, Consumer<SendMessageRequest.Builder> more) {
        return sqs.sendMessage(r -> more.accept(r.queueUrl(url).messageBody(body)));
    }

    protected SendMessageResponse sendTo(String url, String group, String body) {
        return send(url, body, r -> r.messageGroupId(group));
    }

    /** Receives once, up to ten messages, with all their attributes. */
    protected List<Message> receive(String url, Consumer<ReceiveMessageRequest.Builder> more) {
        return sqs.receiveMessage(r -> more.accept(r.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All")))
                .messages();
    }

    protected List<Message> receive(String url) {
        return receive(url, r -> {});
    }

    protected List<String> bodies(String url) {
        return receive(url).stream().map(Message::body).toList();
    }

    /** Receives the one message that there is. */
    protected Message receiveOne(String url) {
        List<Message> messages = receive(url);
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    /** Receives and deletes until nothing is left; returns the bodies in the order received. */
    protected List<String> drain(String url) {
        List<String> bodies = new ArrayList<>();
        for (List<Message> messages; !(messages = receive(url)).isEmpty(); ) {
            messages.forEach(message -> {
                bodies.add(message.body());
                delete(url, message);
            });
        }
        return bodies;
    }

    protected void delete(String url, Message message) {
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    protected void hide(String url, Message message, int seconds) {
        sqs.changeMessageVisibility(
                r -> r.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(seconds));
    }

    protected static int receiveCount(Message message) {
        return Integer.parseInt(message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
    }

    protected static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    /** What a call is refused with. */
    protected static Refusal refusalOf(ThrowingCallable call) {
        return new Refusal(refused(call));
    }

    /** AWS's no, which wears different names in process and in its protocols. */
    protected record Refusal(AwsServiceException thrown) {

        /** Checks the class and the code as AWS's present model names it. */
        public Refusal is(Class<? extends AwsServiceException> kind, String code) {
            assertThat(thrown).isInstanceOf(kind);
            assertThat(code()).as("code of %s", thrown.getMessage()).isEqualTo(code);
            return this;
        }

        public Refusal is(String code) {
            return is(AwsServiceException.class, code);
        }

        public Refusal says(String text) {
            assertThat(thrown.awsErrorDetails().errorMessage()).contains(text);
            return this;
        }

        private String code() {
            String code = thrown.awsErrorDetails().errorCode().replace("AWS.SimpleQueueService.", "");
            return switch (code) {
                case "NonExistentQueue" -> "QueueDoesNotExist";
                case "QueueAlreadyExists" -> "QueueNameExists";
                case "ResourceNotFoundException" -> "ResourceNotFound";
                default -> code;
            };
        }
    }
}

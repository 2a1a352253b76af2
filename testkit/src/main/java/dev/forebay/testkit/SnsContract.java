package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.Caller;
import dev.forebay.identity.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What every suite about SNS shares. The suites say what a user of AWS's clients sees; where they run is up to the
 * {@link SnsHarness}. Words in refusals are AWS's, as recorded from AWS.
 */
public abstract class SnsContract extends ServiceContract<SnsHarness> {
    protected static final String RAW = "RawMessageDelivery";

    protected SnsClient sns;

    @BeforeEach
    void connect() {
        sns = harness().sns(ALICE);
    }

    protected SnsClient sns(Caller caller) {
        return harness().sns(caller);
    }

    /** Lets everything be delivered that can be at this time. */
    protected void settle() {
        pass(Duration.ZERO);
    }

    /** Creates a standard topic with attributes given as names and values; returns its ARN. */
    protected String topic(String stem, String... attributes) {
        return sns.createTopic(r -> r.name(newName(stem)).attributes(pairs(attributes))).topicArn();
    }

    protected String fifoTopic(String stem, String... attributes) {
        Map<String, String> all = pairs(attributes);
        all.put("FifoTopic", "true");
        return sns.createTopic(r -> r.name(newName(stem) + ".fifo").attributes(all)).topicArn();
    }

    protected static Map<String, String> pairs(String... texts) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < texts.length; i += 2) {
            map.put(texts[i], texts[i + 1]);
        }
        return map;
    }

    protected static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    protected Map<String, String> topicAttributes(String topic) {
        return sns.getTopicAttributes(r -> r.topicArn(topic)).attributes();
    }

    protected void setTopic(String topic, String name, String value) {
        sns.setTopicAttributes(r -> r.topicArn(topic).attributeName(name).attributeValue(value));
    }

    /** Creates a queue of Alice's; returns its ARN. */
    protected String queue(String stem) {
        return queue(ALICE, stem);
    }

    protected String fifoQueue(String stem) {
        return createQueue(ALICE, newName(stem) + ".fifo", Map.of("FifoQueue", "true"));
    }

    protected String queue(Caller owner, String stem) {
        return createQueue(owner, newName(stem), Map.of());
    }

    private String createQueue(Caller owner, String name, Map<String, String> attributes) {
        harness().sqs(owner).createQueue(r -> r.queueName(name).attributesWithStrings(attributes));
        return queueArn(owner, name);
    }

    /** What the ARN of a queue is, whether it exists or not. */
    protected static String queueArn(Caller owner, String name) {
        return "arn:aws:sqs:" + owner.region().value() + ":" + owner.account().value() + ":" + name;
    }

    protected void deleteQueue(String arn) {
        SqsClient sqs = harness().sqs(ALICE);
        String url = url(sqs, arn);
        sqs.deleteQueue(r -> r.queueUrl(url));
    }

    private static String url(SqsClient sqs, String arn) {
        return sqs.getQueueUrl(r -> r.queueName(name(arn))).queueUrl();
    }

    /** Subscribes a queue; returns the subscription's ARN. */
    protected String subscribe(String topic, String queue, String... attributes) {
        return sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(queue).attributes(pairs(attributes))).subscriptionArn();
    }

    /** Subscribes a new queue that gets messages as they are; returns its ARN. */
    protected String subscribedRaw(String topic, String... attributes) {
        Map<String, String> all = pairs(attributes);
        all.put(RAW, "true");
        String queue = topic.endsWith(".fifo") ? fifoQueue("subscriber") : queue("subscriber");
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(queue).attributes(all));
        return queue;
    }

    protected Map<String, String> attributesOf(String subscription) {
        return sns.getSubscriptionAttributes(r -> r.subscriptionArn(subscription)).attributes();
    }

    protected void set(String subscription, String name, String value) {
        sns.setSubscriptionAttributes(r -> r.subscriptionArn(subscription).attributeName(name).attributeValue(value));
    }

    protected PublishResponse publish(String topic, String message) {
        return publish(topic, message, r -> {});
    }

    protected PublishResponse publish(String topic, String message, Consumer<PublishRequest.Builder> more) {
        return sns.publish(r -> more.accept(r.topicArn(topic).message(message)));
    }

    protected static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    protected static MessageAttributeValue number(String value) {
        return MessageAttributeValue.builder().dataType("Number").stringValue(value).build();
    }

    /** Delivers, then receives and deletes all that is in a queue of Alice's. */
    protected List<Message> drain(String queue) {
        return drain(ALICE, queue);
    }

    protected List<Message> drain(Caller owner, String queue) {
        settle();
        SqsClient sqs = harness().sqs(owner);
        String url = url(sqs, queue);
        List<Message> all = new ArrayList<>();
        for (List<Message> messages; !(messages = sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)
                .messageAttributeNames("All").messageSystemAttributeNamesWithStrings("All")).messages()).isEmpty(); ) {
            messages.forEach(message -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle())));
            all.addAll(messages);
        }
        return all;
    }

    protected List<String> bodies(String queue) {
        return drain(queue).stream().map(Message::body).toList();
    }

    /** The members of the one envelope that is in a queue. */
    protected Json.Members envelope(String queue) {
        return envelope(ALICE, queue);
    }

    protected Json.Members envelope(Caller owner, String queue) {
        List<Message> messages = drain(owner, queue);
        assertThat(messages).hasSize(1);
        return Json.object(messages.getFirst().body()).orElseThrow();
    }

    /** What a call is refused with. */
    protected static Refusal refusalOf(ThrowingCallable call) {
        return new Refusal(refused(call));
    }

    /** AWS's no. */
    protected record Refusal(AwsServiceException thrown) {
        private static final int BAD_REQUEST = 400;
        private static final int NOT_FOUND = 404;

        public Refusal is(String code, int status) {
            assertThat(thrown.awsErrorDetails().errorCode()).as("code of %s", thrown.getMessage()).isEqualTo(code);
            assertThat(thrown.statusCode()).isEqualTo(status);
            return this;
        }

        public Refusal is(Class<? extends AwsServiceException> kind) {
            assertThat(thrown).isInstanceOf(kind);
            return this;
        }

        public Refusal says(String message) {
            assertThat(thrown.awsErrorDetails().errorMessage()).isEqualTo(message);
            return this;
        }

        /** The usual one; {@code what} is what follows "Invalid parameter: ". */
        public void isInvalidParameter(String what) {
            is("InvalidParameter", BAD_REQUEST).says("Invalid parameter: " + what);
        }

        public void isNotFound(String message) {
            is("NotFound", NOT_FOUND).says(message);
        }
    }
}

package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Topics whose key KMS does not give for a while, and what that is to other topics: nothing. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class KeyWaitTest {
    private static final String KEY = "arn:aws:kms:us-east-1:000000000000:alias/news";
    /** As many of these as are more than all topics may have under way. */
    private static final String LARGE = "x".repeat(250_000);
    private static final int MANY = 160;

    private final InProcess house = new InProcess();
    private final String topic = topic("news", Map.of("KmsMasterKeyId", "alias/news"));
    private final String queue = subscribed(topic, "orders");

    @AfterEach
    void close() {
        house.close();
    }

    private String topic(String name, Map<String, String> attributes) {
        return house.sns().createTopic(r -> r.name(name).attributes(attributes)).topicArn();
    }

    private String subscribed(String to, String name) {
        String url = house.queue(name);
        house.sns().subscribe(r -> r.topicArn(to).protocol("sqs").endpoint(InProcess.queueArn(url)).attributes(Map.of("RawMessageDelivery", "true")));
        return url;
    }

    /** The publisher's data key is still good, SNS gets none, and the queue is gone. */
    private List<String> publishMany() {
        house.sqs().deleteQueue(r -> r.queueUrl(queue));
        return IntStream.range(0, MANY).mapToObj(i -> i + LARGE).peek(message -> {
            house.sns().publish(r -> r.topicArn(topic).message(message));
            house.kms.refuse(KEY, "DisabledException");
            house.settle();
        }).toList();
    }

    private void requireThatOthersAreServed() {
        String other = topic("weather", Map.of());
        String umbrellas = subscribed(other, "umbrellas");
        IntStream.range(0, 3).forEach(i -> house.sns().publish(r -> r.topicArn(other).message(i + LARGE)));
        house.settle();
        assertThat(house.bodies(umbrellas)).hasSize(3);
    }

    /** Once, and not again after a restart. */
    private void requireThatAllArriveOnceTheKeyIsThere(List<String> published) {
        house.queue("orders");
        house.kms.allow(KEY);
        assertThat(arrived(queue)).containsExactlyInAnyOrderElementsOf(published);
        house.reopen();
        assertThat(arrived(queue)).isEmpty();
    }

    private List<String> arrived(String at) {
        List<String> arrived = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            house.pass(Duration.ofSeconds(20));
            arrived.addAll(house.bodies(at));
        }
        return arrived;
    }

    @Test
    void whatWaitsForAKeyTakesNoRoomFromOtherTopicsAndArrivesOnceTheKeyIsThere() {
        List<String> published = publishMany();
        house.pass(Duration.ofSeconds(61));
        requireThatOthersAreServed();

        requireThatAllArriveOnceTheKeyIsThere(published);
    }

    @Test
    void aRestartFindsWhatWaitsAndLetsItWait() {
        List<String> published = publishMany();
        house.reopen();
        house.pass(Duration.ofSeconds(61));
        requireThatOthersAreServed();

        requireThatAllArriveOnceTheKeyIsThere(published);
    }

    @Test
    void kmsIsAskedOnceForATopicHoweverManyWait() {
        publishMany();
        int before = house.kms.calls().size();
        house.pass(Duration.ofSeconds(20));
        assertThat(house.kms.calls()).hasSize(before + 1);

        house.reopen();
        before = house.kms.calls().size();
        house.pass(Duration.ofSeconds(20));
        assertThat(house.kms.calls()).hasSize(before + 1);
    }

    @Test
    void whoeverHasItAlreadyDoesNotGetItAgain() {
        String lucky = subscribed(topic, "lucky");
        List<String> published = publishMany();
        assertThat(house.bodies(lucky)).hasSameElementsAs(published).hasSize(MANY);

        house.pass(Duration.ofSeconds(61));
        requireThatAllArriveOnceTheKeyIsThere(published);
        assertThat(house.bodies(lucky)).isEmpty();
    }

    @Test
    void subscribersThatAreNoQueuesWaitToo() {
        house.sns().subscribe(r -> r.topicArn(topic).protocol("sms").endpoint("+14155550100"));
        house.sns().publish(r -> r.topicArn(topic).message("soon"));
        house.kms.refuse(KEY, "DisabledException");
        house.settle();
        assertThat(house.service.deliveries()).doesNotContain("sms");
        assertThat(house.bodies(queue)).containsExactly("soon");

        house.kms.allow(KEY);
        house.pass(Duration.ofSeconds(20));
        assertThat(house.service.deliveries()).contains("\"Protocol\":\"sms\",\"Delivered\":1");
    }

    @Test
    void aTopicThatIsDeletedWaitsForNothing() {
        publishMany();
        house.sns().deleteTopic(r -> r.topicArn(topic));
        house.pass(Duration.ofSeconds(20));
        int before = house.kms.calls().size();
        house.pass(Duration.ofSeconds(40));
        assertThat(house.kms.calls()).hasSize(before);
    }

    @Test
    void aFifoTopicDeliversInOrderOnceItsKeyIsThere() {
        String ordered = topic("news.fifo", Map.of("FifoTopic", "true", "KmsMasterKeyId", "alias/news"));
        String line = subscribed(ordered, "line.fifo");
        List<String> published = IntStream.range(0, MANY).mapToObj(i -> i + LARGE).toList();
        for (String message : published) {
            house.sns().publish(r -> r.topicArn(ordered).message(message).messageGroupId("g").messageDeduplicationId(message.substring(0, 4)));
        }
        house.kms.refuse(KEY, "DisabledException");
        house.reopen();
        house.settle();
        requireThatOthersAreServed();
        assertThat(house.bodies(line)).isEmpty();

        house.kms.allow(KEY);
        assertThat(arrived(line)).containsExactlyElementsOf(published);
    }
}

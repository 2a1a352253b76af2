package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENT_TIMESTAMP;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;

/** Dead-letter queues, and moving messages back. */
public abstract class SqsDeadLettersContract extends SqsContract {

    @Test
    void aMessageReceivedTooOftenGoesToTheDeadLetterQueue() {
        String dead = queue("dead");
        String url = queue("orders", "RedrivePolicy", policy(dead, 2));
        send(url, "m");
        Message first = receive(url, r -> r.visibilityTimeout(0)).getFirst();
        receive(url, r -> r.visibilityTimeout(0));
        assertCounts(dead, 0, 0, 0);

        assertThat(receive(url)).isEmpty();
        assertCounts(url, 0, 0, 0);
        Message letter = receiveOne(dead);
        assertThat(letter.messageId()).isEqualTo(first.messageId());
        assertThat(letter.body()).isEqualTo("m");
        assertThat(receiveCount(letter)).as("over all queues").isEqualTo(3);
        assertThat(letter.attributes())
                .containsEntry(DEAD_LETTER_QUEUE_SOURCE_ARN, arn(url))
                .containsEntry(SENT_TIMESTAMP, first.attributes().get(SENT_TIMESTAMP));
    }

    @Test
    void aDeadLetterMakesRoomForTheNextOfItsGroup() {
        String dead = fifoQueue("dead");
        String url = fifoQueue("orders", "RedrivePolicy", policy(dead, 1));
        sendTo(url, "g", "1");
        sendTo(url, "g", "2");
        receive(url, r -> r.maxNumberOfMessages(1).visibilityTimeout(0));

        assertThat(bodies(url)).containsExactly("2");
        assertThat(bodies(dead)).containsExactly("1");
    }

    @Test
    void aPolicyIsShownAsItWasGivenAndCanBeTakenAway() {
        String dead = queue("dead");
        String url = queue("orders", "RedrivePolicy", policy(dead, 5));

        assertThat(attributes(url).get("RedrivePolicy")).contains("\"deadLetterTargetArn\":\"" + arn(dead) + "\"").contains("5");
        assertThat(sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead)).queueUrls()).containsExactly(url);
        set(url, "RedrivePolicy", "");
        assertThat(attributes(url)).doesNotContainKey("RedrivePolicy");
        assertThat(sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead)).queueUrls()).isEmpty();
    }

    @Test
    void sourcesAreListedByPage() {
        String dead = queue("dead");
        String one = queue("source", "RedrivePolicy", policy(dead, 5));
        String two = queue("source", "RedrivePolicy", policy(dead, 5));
        var page = sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead).maxResults(1));
        var next = sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead).maxResults(1).nextToken(page.nextToken()));

        assertThat(List.of(page.queueUrls().getFirst(), next.queueUrls().getFirst())).containsExactlyInAnyOrder(one, two);
        assertThat(next.nextToken()).isNull();
        refusalOf(() -> sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead).maxResults(1001))).is("InvalidParameterValue");
    }

    @Test
    void aDeadLetterQueueHasToExistAndBeOfTheSameType() {
        String dead = queue("dead");

        refusalOf(() -> queue("orders", "RedrivePolicy", policy(dead, 5).replace("dead-", "none-"))).is("InvalidParameterValue");
        refusalOf(() -> fifoQueue("orders", "RedrivePolicy", policy(dead, 5))).is("InvalidParameterValue");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "nonsense", "[]", "{}", "{\"maxReceiveCount\":1}", "{\"deadLetterTargetArn\":\"ARN\"}",
        "{\"deadLetterTargetArn\":\"ARN\",\"maxReceiveCount\":0}", "{\"deadLetterTargetArn\":\"ARN\",\"maxReceiveCount\":1001}",
        "{\"deadLetterTargetArn\":\"ARN\",\"maxReceiveCount\":\"many\"}", "{\"deadLetterTargetArn\":\"dead\",\"maxReceiveCount\":1}"
    })
    void aPolicyThatIsNoneIsRefused(String policy) {
        String dead = arn(queue("dead"));

        assertThat(refusalOf(() -> queue("orders", "RedrivePolicy", policy.replace("ARN", dead)))
                        .thrown().awsErrorDetails().errorCode())
                .matches("InvalidParameterValue|InvalidAttributeValue");
    }

    @Test
    void aDeadLetterQueueSaysWhoMayUseIt() {
        String dead = queue("dead", "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
        String url = queue("orders");

        refusalOf(() -> set(url, "RedrivePolicy", policy(dead, 5))).is("InvalidParameterValue");
        set(dead, "RedriveAllowPolicy", "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + arn(url) + "\"]}");
        set(url, "RedrivePolicy", policy(dead, 5));
        refusalOf(() -> queue("other", "RedrivePolicy", policy(dead, 5))).is("InvalidParameterValue");
        set(dead, "RedriveAllowPolicy", "{\"redrivePermission\":\"allowAll\"}");
        queue("other", "RedrivePolicy", policy(dead, 5));
        for (String bad : List.of("x", "{\"redrivePermission\":\"some\"}", "{\"redrivePermission\":\"byQueue\"}")) {
            assertThat(refusalOf(() -> set(dead, "RedriveAllowPolicy", bad)).thrown().statusCode()).isEqualTo(400);
        }
    }

    @Test
    void deadLettersAreMovedBackToWhereTheyCameFrom() {
        String dead = queue("dead");
        String one = queue("one", "RedrivePolicy", policy(dead, 1));
        String two = queue("two", "RedrivePolicy", policy(dead, 1));
        String id = kill(one, "1");
        kill(two, "2");
        String handle = sqs.startMessageMoveTask(r -> r.sourceArn(arn(dead))).taskHandle();
        waitForTask(dead);

        assertThat(handle).isNotBlank();
        Message back = receiveOne(one);
        assertThat(back.body()).isEqualTo("1");
        assertThat(back.messageId()).as("a new message").isNotEqualTo(id);
        assertThat(receiveCount(back)).isEqualTo(1);
        assertThat(back.attributes()).doesNotContainKey(DEAD_LETTER_QUEUE_SOURCE_ARN);
        assertThat(bodies(two)).containsExactly("2");
        ListMessageMoveTasksResultEntry task = task(dead);
        assertThat(task.status()).isEqualTo("COMPLETED");
        assertThat(task.taskHandle()).as("only running tasks show it").isNull();
        assertThat(task.sourceArn()).isEqualTo(arn(dead));
        assertThat(task.destinationArn()).isNull();
        assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(2);
        assertThat(task.approximateNumberOfMessagesToMove()).isEqualTo(2);
    }

    @Test
    void deadLettersMayBeMovedElsewhere() {
        String dead = queue("dead");
        String url = queue("orders", "RedrivePolicy", policy(dead, 1));
        String hospital = queue("hospital");
        kill(url, "m");
        sqs.startMessageMoveTask(r -> r.sourceArn(arn(dead)).destinationArn(arn(hospital)).maxNumberOfMessagesPerSecond(500));
        waitForTask(dead);

        assertThat(bodies(hospital)).containsExactly("m");
        assertThat(task(dead).destinationArn()).isEqualTo(arn(hospital));
        assertThat(task(dead).maxNumberOfMessagesPerSecond()).isEqualTo(500);
        assertCounts(dead, 0, 0, 0);
    }

    @Test
    void aRunningTaskIsAloneAndCanBeCancelled() {
        String dead = queue("dead");
        queue("orders", "RedrivePolicy", policy(dead, 1));
        String hospital = queue("hospital");
        for (int i = 0; i < 20; i++) {
            send(dead, "m" + i);
        }
        String handle = sqs.startMessageMoveTask(
                r -> r.sourceArn(arn(dead)).destinationArn(arn(hospital)).maxNumberOfMessagesPerSecond(1)).taskHandle();

        assertThat(task(dead).taskHandle()).isEqualTo(handle);
        assertThat(task(dead).status()).isEqualTo("RUNNING");
        refusalOf(() -> sqs.startMessageMoveTask(r -> r.sourceArn(arn(dead))))
                .says("Only one active task is allowed for a source queue arn at a given time.");
        sqs.cancelMessageMoveTask(r -> r.taskHandle(handle));
        waitForTask(dead);
        assertThat(task(dead).status()).isEqualTo("CANCELLED");
        assertThat(drain(hospital).size() + drain(dead).size()).isEqualTo(20);
        assertThat(refusalOf(() -> sqs.cancelMessageMoveTask(r -> r.taskHandle(handle))).thrown().statusCode()).isEqualTo(400);
    }

    @Test
    void tasksAreForDeadLetterQueues() {
        String dead = queue("dead");
        String plain = queue("plain");
        queue("orders", "RedrivePolicy", policy(dead, 1));
        String missing = arn(dead).replace("dead-", "none-");

        refusalOf(() -> sqs.startMessageMoveTask(r -> r.sourceArn(arn(plain)))).is("InvalidParameterValue");
        refusalOf(() -> sqs.startMessageMoveTask(r -> r.sourceArn("plain"))).is("InvalidParameterValue");
        refusalOf(() -> sqs.startMessageMoveTask(r -> r.sourceArn(missing)))
                .is(ResourceNotFoundException.class, "ResourceNotFound");
        refusalOf(() -> sqs.startMessageMoveTask(r -> r.sourceArn(arn(dead)).destinationArn(missing))).is("ResourceNotFound");
        refusalOf(() -> sqs.startMessageMoveTask(r -> r.sourceArn(arn(dead)).maxNumberOfMessagesPerSecond(501)))
                .is("InvalidParameterValue");
        refusalOf(() -> sqs.listMessageMoveTasks(r -> r.sourceArn(missing))).is("ResourceNotFound");
        refusalOf(() -> sqs.listMessageMoveTasks(r -> r.sourceArn(arn(dead)).maxResults(11))).is("InvalidParameterValue");
        assertThat(sqs.listMessageMoveTasks(r -> r.sourceArn(arn(dead))).results()).isEmpty();
        refusalOf(() -> sqs.cancelMessageMoveTask(r -> r.taskHandle("nonsense"))).is("InvalidParameterValue");
    }

    private String policy(String dead, int maxReceives) {
        return "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":" + maxReceives + "}";
    }

    /** Sends a message and has it dead-lettered after its only receive; returns its id. */
    private String kill(String url, String body) {
        String id = send(url, body).messageId();
        receive(url, r -> r.visibilityTimeout(0));
        assertThat(receive(url)).isEmpty();
        return id;
    }

    private ListMessageMoveTasksResultEntry task(String dead) {
        return sqs.listMessageMoveTasks(r -> r.sourceArn(arn(dead))).results().getFirst();
    }

    private void waitForTask(String dead) {
        while (List.of("RUNNING", "CANCELLING").contains(task(dead).status())) {
            pass(Duration.ofMillis(100));
        }
    }
}

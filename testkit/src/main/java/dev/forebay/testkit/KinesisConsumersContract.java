package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerDescription;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.ListStreamConsumersResponse;

/** Consumers that have registered: their life and their lists. */
public abstract class KinesisConsumersContract extends KinesisContract {

    @Test
    void aConsumerIsCreatingAndThenActive() {
        String name = stream("orders", 1);
        Consumer consumer = register(name, "reader");

        assertThat(consumer.consumerName()).isEqualTo("reader");
        assertThat(consumer.consumerStatus()).isEqualTo(ConsumerStatus.CREATING);
        assertThat(consumer.consumerARN()).isEqualTo(arn(name) + "/consumer/reader:" + consumer.consumerCreationTimestamp().getEpochSecond());
        settleConsumer(consumer.consumerARN());
        ConsumerDescription description = describeConsumer(consumer.consumerARN());
        assertThat(description.consumerName()).isEqualTo("reader");
        assertThat(description.streamARN()).isEqualTo(arn(name));
        assertThat(description.consumerARN()).isEqualTo(consumer.consumerARN());
        assertThat(description.consumerCreationTimestamp()).isEqualTo(consumer.consumerCreationTimestamp());
    }

    @Test
    void aConsumerIsFoundByArnOrByName() {
        String name = stream("orders", 1);
        String consumer = register(name, "reader").consumerARN();

        assertThat(kinesis.describeStreamConsumer(r -> r.streamARN(arn(name)).consumerName("reader")).consumerDescription().consumerARN())
                .isEqualTo(consumer);
        assertThat(kinesis.describeStreamConsumer(r -> r.streamARN(arn(name)).consumerARN(consumer)).consumerDescription().consumerName())
                .isEqualTo("reader");
        assertThat(describeConsumer(consumer).consumerName()).isEqualTo("reader");
    }

    @Test
    void aConsumerRegistersOnce() {
        String name = stream("orders", 1);
        settleConsumer(register(name, "reader").consumerARN());

        refusalOf(() -> register(name, "reader")).is("ResourceInUseException");
        assertThat(register(stream("bills", 1), "reader").consumerName()).isEqualTo("reader");
    }

    @Test
    void aConsumerThatDeregistersIsDeletingAndThenGone() {
        String name = stream("orders", 1);
        String consumer = register(name, "reader").consumerARN();
        settleConsumer(consumer);
        kinesis.deregisterStreamConsumer(r -> r.consumerARN(consumer));

        assertThat(describeConsumer(consumer).consumerStatus()).isEqualTo(ConsumerStatus.DELETING);
        passUntilGone(() -> describeConsumer(consumer));
        assertThat(kinesis.listStreamConsumers(r -> r.streamARN(arn(name))).consumers()).isEmpty();
        assertThat(summary(name).consumerCount()).isZero();
        assertThat(register(name, "reader").consumerARN()).isNotEqualTo(consumer);
    }

    @Test
    void aConsumerDeregistersByName() {
        String name = stream("orders", 1);
        String consumer = register(name, "reader").consumerARN();
        settleConsumer(consumer);
        kinesis.deregisterStreamConsumer(r -> r.streamARN(arn(name)).consumerName("reader"));

        passUntilGone(() -> describeConsumer(consumer));
    }

    @Test
    void consumersThatAreNotThereAreNotFound() {
        String name = stream("orders", 1);
        String never = arn(name) + "/consumer/never:1700000000";

        refusalOf(() -> describeConsumer(never)).is("ResourceNotFoundException");
        refusalOf(() -> kinesis.describeStreamConsumer(r -> r.streamARN(arn(name)).consumerName("never"))).is("ResourceNotFoundException");
        refusalOf(() -> kinesis.deregisterStreamConsumer(r -> r.consumerARN(never))).is("ResourceNotFoundException");
        refusalOf(() -> kinesis.deregisterStreamConsumer(r -> r.streamARN(arn(name)).consumerName("never"))).is("ResourceNotFoundException");
    }

    @Test
    void aConsumerNeedsAStream() {
        String never = newName("never-made");
        String message = "Stream " + never + " under account 111111111111 not found.";

        refusalOf(() -> register(never, "reader")).isNotFound(message);
        refusalOf(() -> kinesis.listStreamConsumers(r -> r.streamARN(arn(never)))).isNotFound(message);
    }

    @Test
    void aConsumerHasToBeNamed() {
        String name = stream("orders", 1);

        refusalOf(() -> kinesis.describeStreamConsumer(_ -> {})).is("InvalidArgumentException");
        refusalOf(() -> kinesis.describeStreamConsumer(r -> r.streamARN(arn(name)))).is("InvalidArgumentException");
        refusalOf(() -> kinesis.deregisterStreamConsumer(r -> r.consumerName("reader"))).is("InvalidArgumentException");
    }

    @Test
    void aStreamHasTwentyConsumersAtMost() {
        String name = stream("orders", 1);
        IntStream.range(0, 20).forEach(i -> settleConsumer(register(name, "c" + i).consumerARN()));

        refusalOf(() -> register(name, "c20")).is("LimitExceededException");
        assertThat(summary(name).consumerCount()).isEqualTo(20);
    }

    @Test
    void noMoreThanFiveConsumersAreCreatedAtATime() {
        String name = stream("orders", 1);
        IntStream.range(0, 5).forEach(i -> register(name, "c" + i));

        refusalOf(() -> register(name, "c5")).is("LimitExceededException");
    }

    @Test
    void consumersAreListedInPages() {
        String name = stream("orders", 1);
        IntStream.range(0, 3).forEach(i -> settleConsumer(register(name, "c" + i).consumerARN()));
        ListStreamConsumersResponse first = kinesis.listStreamConsumers(r -> r.streamARN(arn(name)).maxResults(2));
        // AWS: unlike the shards' one, this token is given together with the stream.
        ListStreamConsumersResponse last = kinesis.listStreamConsumers(r -> r.streamARN(arn(name)).nextToken(first.nextToken()));

        assertThat(first.consumers()).hasSize(2);
        assertThat(last.consumers()).hasSize(1);
        assertThat(last.nextToken()).isNull();
        assertThat(List.of(first.consumers().get(0), first.consumers().get(1), last.consumers().get(0)))
                .extracting(Consumer::consumerName).containsExactlyInAnyOrder("c0", "c1", "c2");
        assertThat(last.consumers()).allSatisfy(consumer -> assertThat(consumer.consumerStatus()).isEqualTo(ConsumerStatus.ACTIVE));
    }

    @Test
    void aStreamWithConsumersIsDeletedOnlyByForce() {
        String name = stream("orders", 1);
        String consumer = register(name, "reader").consumerARN();
        settleConsumer(consumer);

        refusalOf(() -> kinesis.deleteStream(r -> r.streamName(name))).is("ResourceInUseException").saysLike(
                "DeleteStream can.t delete 111111111111:" + name + " because there are consumers associated with this data stream\\. To delete "
                        + name + " anyway, set the EnforceConsumerDeletion parameter to true to force the deletion of all the consumers that"
                        + " are associated with it\\.");
        kinesis.deleteStream(r -> r.streamName(name).enforceConsumerDeletion(true));
        passUntilGone(() -> describe(name));
        refusalOf(() -> describeConsumer(consumer)).is("ResourceNotFoundException");
    }

    private Consumer register(String stream, String name) {
        return kinesis.registerStreamConsumer(r -> r.streamARN(arn(stream)).consumerName(name)).consumer();
    }

    private ConsumerDescription describeConsumer(String consumer) {
        return kinesis.describeStreamConsumer(r -> r.consumerARN(consumer)).consumerDescription();
    }

    private void settleConsumer(String consumer) {
        for (int i = 0; i < 60 && describeConsumer(consumer).consumerStatus() != ConsumerStatus.ACTIVE; i++) {
            pass(SECOND);
        }
        assertThat(describeConsumer(consumer).consumerStatus()).isEqualTo(ConsumerStatus.ACTIVE);
    }
}

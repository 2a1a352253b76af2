package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;
import software.amazon.awssdk.services.sqs.model.Message;

/** Publishing to standard topics, and what arrives in queues. */
public abstract class SnsPublishingContract extends SnsContract {
    private static final int LARGEST = 262_144;

    @Test
    void aMessageArrivesInItsEnvelope() {
        String topic = topic("orders");
        String queue = queue("shipping");
        String subscription = subscribe(topic, queue);
        String id = publish(topic, "größe \"<&>\" 😀\n", r -> r.subject("hello").messageAttributes(Map.of(
                "attr1", number("99.12"), "attr2", binary(2, 3, 4)))).messageId();
        Json.Members envelope = envelope(queue);

        assertThat(envelope.all()).containsOnlyKeys("Type", "MessageId", "TopicArn", "Subject", "Message", "Timestamp", "SignatureVersion",
                "Signature", "SigningCertURL", "UnsubscribeURL", "MessageAttributes");
        assertThat(envelope.text("Type")).hasValue("Notification");
        assertThat(envelope.text("MessageId")).hasValue(id);
        assertThat(envelope.text("TopicArn")).hasValue(topic);
        assertThat(envelope.text("Subject")).hasValue("hello");
        assertThat(envelope.text("Message")).hasValue("größe \"<&>\" 😀\n");
        assertThat(envelope.text("Timestamp").orElseThrow()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(envelope.text("SignatureVersion")).hasValue("1");
        assertThat(envelope.text("SigningCertURL").orElseThrow()).matches(".*/SimpleNotificationService-[^/]+\\.pem");
        assertThat(envelope.text("UnsubscribeURL").orElseThrow()).endsWith("/?Action=Unsubscribe&SubscriptionArn=" + subscription);
        assertThat(envelope.member("MessageAttributes")).isEqualTo(Json.object(
                "{\"m\":{\"attr1\":{\"Type\":\"Number\",\"Value\":\"99.12\"},\"attr2\":{\"Type\":\"Binary\",\"Value\":\"AgME\"}}}")
                .orElseThrow().member("m"));
    }

    @Test
    void anEnvelopeHasNoMembersForWhatWasNotSaid() {
        String topic = topic("orders");
        String queue = queue("shipping");
        subscribe(topic, queue);
        publish(topic, "m");

        assertThat(envelope(queue).all()).doesNotContainKeys("Subject", "MessageAttributes", "SequenceNumber");
    }

    @Test
    void aRawMessageArrivesAsItIsWithItsAttributes() {
        String topic = topic("orders");
        String queue = subscribedRaw(topic);
        publish(topic, "plain", r -> r.subject("lost").messageAttributes(Map.of("attr1", number("99.12"), "attr2", binary(2, 3, 4))));
        Message message = drain(queue).getFirst();

        assertThat(message.body()).isEqualTo("plain");
        assertThat(message.messageAttributes().get("attr1").stringValue()).isEqualTo("99.12");
        assertThat(message.messageAttributes().get("attr1").dataType()).isEqualTo("Number");
        assertThat(message.messageAttributes().get("attr2").binaryValue().asByteArray()).containsExactly(2, 3, 4);
    }

    @Test
    void aRawMessageWithMoreThanTenAttributesIsNotDelivered() {
        String topic = topic("orders");
        String queue = subscribedRaw(topic);
        Map<String, MessageAttributeValue> eleven = new LinkedHashMap<>();
        IntStream.range(0, 11).forEach(i -> eleven.put("a" + i, text("v")));
        publish(topic, "too many", r -> r.messageAttributes(eleven));
        publish(topic, "good");

        assertThat(bodies(queue)).containsExactly("good");
    }

    @Test
    void everySubscriberGetsACopy() {
        String topic = topic("orders");
        List<String> queues = List.of(subscribedRaw(topic), subscribedRaw(topic), subscribedRaw(topic));
        publish(topic, "m");

        assertThat(queues).allSatisfy(queue -> assertThat(bodies(queue)).containsExactly("m"));
    }

    @Test
    void whoSubscribesLaterDoesNotGetWhatWasBefore() {
        String topic = topic("orders");
        publish(topic, "before");
        String queue = subscribedRaw(topic);
        publish(topic, "after");

        assertThat(bodies(queue)).containsExactly("after");
    }

    @Test
    void aTopicCanBeATarget() {
        String topic = topic("orders");
        String queue = subscribedRaw(topic);
        sns.publish(r -> r.targetArn(topic).message("m"));

        assertThat(bodies(queue)).containsExactly("m");
    }

    @Test
    void aGroupGoesOnToStandardQueues() {
        String topic = topic("orders");
        String queue = subscribedRaw(topic);
        publish(topic, "m", r -> r.messageGroupId("tenant"));

        assertThat(drain(queue).getFirst().attributesAsStrings()).containsEntry("MessageGroupId", "tenant");
    }

    @Test
    void aProtocolCanHaveAMessageOfItsOwn() {
        String topic = topic("orders");
        String queue = subscribedRaw(topic);
        publish(topic, "{\"default\":\"for all\",\"sqs\":\"{\\\"field\\\": \\\"value\\\"}\"}", r -> r.messageStructure("json"));
        publish(topic, "{\"default\":\"for all\",\"sqs\":{\"field\":\"value\"}}", r -> r.messageStructure("json"));

        assertThat(bodies(queue)).containsExactlyInAnyOrder("{\"field\": \"value\"}", "for all");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"sqs\":\"m\"} | No default entry in JSON message body",
        "{\"default\":{\"a\":1}} | No default entry in JSON message body",
        "{\"default\": | JSON message body failed to parse"})
    void aStructureNeedsADefault(String message, String refusal) {
        String topic = topic("orders");

        refusalOf(() -> publish(topic, message, r -> r.messageStructure("json"))).isInvalidParameter("Message Structure - " + refusal);
    }

    @Test
    void messagesAreChecked() {
        String topic = topic("orders");

        refusalOf(() -> publish(topic, "")).isInvalidParameter("Empty message");
        refusalOf(() -> publish(topic, "m", r -> r.subject(""))).isInvalidParameter("Subject");
        refusalOf(() -> publish(topic, "m", r -> r.subject("two\nlines"))).isInvalidParameter("Subject");
        refusalOf(() -> publish(topic, "m", r -> r.subject("s".repeat(101)))).isInvalidParameter("Subject");
        refusalOf(() -> publish(topic, "m", r -> r.messageDeduplicationId("d"))).isInvalidParameter("MessageDeduplicationId Reason:"
                + " The request includes MessageDeduplicationId parameter that is not valid for this topic type");
        refusalOf(() -> publish("orders", "m")).isInvalidParameter("TopicArn Reason: An ARN must have at least 6 elements, not 1");
        refusalOf(() -> publish(topic + "x", "m")).isNotFound("Topic does not exist");
    }

    @Test
    void aTopicIsPublishedToInItsRegion() {
        String topic = topic("orders");

        refusalOf(() -> sns(ALICE_ABROAD).publish(r -> r.topicArn(topic).message("m"))).isInvalidParameter("TopicArn");
        refusalOf(() -> sns(ALICE_ABROAD).publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(entry("1", "m"))))
                .isInvalidParameter("TopicArn");
        assertThat(sns(BOB).publish(r -> r.topicArn(topic).message("m")).messageId()).isNotEmpty();
    }

    @Test
    void aMessageHasAQuarterOfAMebibyteWithItsAttributes() {
        String topic = topic("orders");
        String queue = subscribedRaw(topic);
        publish(topic, "m".repeat(LARGEST));
        refusalOf(() -> publish(topic, "m".repeat(LARGEST + 1))).isInvalidParameter("Message too long");
        refusalOf(() -> publish(topic, "m".repeat(LARGEST - 10), r -> r.messageAttributes(Map.of("name", text("value")))))
                .isInvalidParameter("Message too long");

        assertThat(bodies(queue)).singleElement().asString().hasSize(LARGEST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "String | '' | The message attribute 'attr1' must contain non-empty message attribute value for message attribute type 'String'.",
        "Stringprefixed | v | The message attribute 'attr1' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.",
        "Binary | v | The message attribute 'attr1' with type 'Binary' must use field 'Binary'."})
    void attributesAreChecked(String type, String value, String refusal) {
        String topic = topic("orders");
        var attribute = MessageAttributeValue.builder().dataType(type).stringValue(value).build();

        refusalOf(() -> publish(topic, "m", r -> r.messageAttributes(Map.of("attr1", attribute))))
                .is(InvalidParameterValueException.class).is("ParameterValueInvalid", 400).says(refusal);
        publish(topic, "m", r -> r.messageAttributes(Map.of("attr1", text("v").toBuilder().dataType("String.mine").build())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a^b | Invalid non-alphanumeric character '#x5E' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.",
        ".a | Invalid message attribute name starting with character '.' was found.",
        "a. | Invalid message attribute name ending with character '.' was found.",
        "a..b | Message attribute name can not have successive '.' character."})
    void namesOfAttributesAreChecked(String name, String refusal) {
        String topic = topic("orders");

        refusalOf(() -> publish(topic, "m", r -> r.messageAttributes(Map.of(name, text("v"))))).is("ParameterValueInvalid", 400).says(refusal);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatCannotBeDeliveredGoesToTheDeadLetterQueue(boolean raw) {
        String topic = topic("orders");
        String queue = queue("shipping");
        String dead = queue("dead");
        subscribe(topic, queue, RAW, "" + raw, "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + dead + "\"}");
        deleteQueue(queue);
        publish(topic, "m", r -> r.messageAttributes(Map.of("attr1", number("111"))));
        Message letter = drain(dead).getFirst();

        if (raw) {
            assertThat(letter.body()).isEqualTo("m");
            assertThat(letter.messageAttributes()).containsKey("attr1");
        } else {
            assertThat(Json.object(letter.body()).orElseThrow().text("Message")).hasValue("m");
        }
    }

    @Test
    void aBatchIsPublishedWithAnIdForEachMessage() {
        String topic = topic("orders");
        String queue = subscribedRaw(topic);
        PublishBatchResponse answer = batch(topic, entry("1", "one"), entry("2", "two").toBuilder().subject("s")
                .messageAttributes(Map.of("attr1", number("19.12"))).build());
        assertThat(answer.failed()).isEmpty();
        assertThat(answer.successful()).extracting("id").containsExactly("1", "2");
        assertThat(answer.successful()).extracting("messageId").doesNotContainNull().doesNotHaveDuplicates();

        assertThat(bodies(queue)).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void aBatchWithAMistakeIsRefusedAsAWhole() {
        String topic = topic("orders");
        String queue = subscribedRaw(topic);
        PublishBatchRequestEntry good = entry("good", "m");

        refusalOf(() -> batch(topic)).is(EmptyBatchRequestException.class).is("EmptyBatchRequest", 400);
        refusalOf(() -> batch(topic, IntStream.range(0, 11).mapToObj(i -> entry("n" + i, "m")).toArray(PublishBatchRequestEntry[]::new)))
                .is(TooManyEntriesInBatchRequestException.class).is("TooManyEntriesInBatchRequest", 400)
                .says("The batch request contains more entries than permissible.");
        refusalOf(() -> batch(topic, good, good)).is(BatchEntryIdsNotDistinctException.class).is("BatchEntryIdsNotDistinct", 400)
                .says("Two or more batch entries in the request have the same Id.");
        refusalOf(() -> batch(topic, good, entry("a b", "m"))).is(InvalidBatchEntryIdException.class).is("InvalidBatchEntryId", 400);
        refusalOf(() -> batch(topic, good, entry("json", "{}").toBuilder().messageStructure("json").build()))
                .isInvalidParameter("Message Structure - No default entry in JSON message body");
        refusalOf(() -> batch(topic, good, entry("named", "m").toBuilder().messageAttributes(Map.of(".a", text("v"))).build()))
                .is("ParameterValueInvalid", 400);
        refusalOf(() -> batch(topic, entry("1", "m".repeat(200_000)), entry("2", "m".repeat(100_000))))
                .is(BatchRequestTooLongException.class).is("BatchRequestTooLong", 400);
        refusalOf(() -> batch(topic + "x", good)).isNotFound("Topic does not exist");
        assertThat(drain(queue)).isEmpty();
    }

    private PublishBatchResponse batch(String topic, PublishBatchRequestEntry... entries) {
        return sns.publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(entries));
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    private static MessageAttributeValue binary(int... bytes) {
        byte[] value = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            value[i] = (byte) bytes[i];
        }
        return MessageAttributeValue.builder().dataType("Binary").binaryValue(SdkBytes.fromByteArray(value)).build();
    }
}

package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueAttributesTest {
    private static final QueueName STANDARD = new QueueName("orders");
    private static final QueueName FIFO = new QueueName("orders.fifo");
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}]}";
    private static final String REDRIVE = "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:failed\",\"maxReceiveCount\":5}";

    @Test
    void aStandardQueueShowsAwsDefaults() {
        assertThat(standard().toMap()).isEqualTo(Map.of(
                "VisibilityTimeout", "30", "MaximumMessageSize", "1048576", "MessageRetentionPeriod", "345600", "DelaySeconds", "0",
                "ReceiveMessageWaitTimeSeconds", "0", "SqsManagedSseEnabled", "true"));
    }

    @Test
    void aFifoQueueShowsAwsDefaults() {
        assertThat(fifo().toMap()).hasSize(10).containsAllEntriesOf(Map.of(
                "FifoQueue", "true", "ContentBasedDeduplication", "false", "DeduplicationScope", "queue", "FifoThroughputLimit", "perQueue"));
    }

    @Test
    void queuesWithDefaultsShareOne() {
        assertThat(QueueAttributes.create(STANDARD, Map.of("DelaySeconds", "0"))).isSameAs(standard());
        assertThat(fifo().with(Map.of("FifoQueue", "true"))).isSameAs(fifo());
        assertThat(QueueAttributes.restore(FIFO, Map.of())).isSameAs(fifo());
    }

    @Test
    void whatIsSetIsTypedAndShown() {
        QueueAttributes attributes = QueueAttributes.create(STANDARD, Map.of(
                "DelaySeconds", "900", "MaximumMessageSize", "1024", "MessageRetentionPeriod", "60", "ReceiveMessageWaitTimeSeconds", "20",
                "VisibilityTimeout", "43200", "RedrivePolicy", REDRIVE, "Policy", POLICY));

        assertThat(attributes.delaySeconds()).isEqualTo(900);
        assertThat(attributes.maximumMessageSize()).isEqualTo(1_024);
        assertThat(attributes.messageRetentionPeriod()).isEqualTo(60);
        assertThat(attributes.receiveMessageWaitTimeSeconds()).isEqualTo(20);
        assertThat(attributes.visibilityTimeout()).isEqualTo(43_200);
        assertThat(attributes.redrivePolicy()).map(RedrivePolicy::maxReceiveCount).contains(5);
        assertThat(attributes.policy()).isEqualTo(POLICY);
        assertThat(attributes.toMap()).containsEntry("VisibilityTimeout", "43200").containsEntry("Policy", POLICY).containsEntry("RedrivePolicy", REDRIVE);
    }

    @Test
    void whatIsStoredRestoresTheSame() {
        QueueAttributes attributes = QueueAttributes.create(FIFO, Map.of(
                "FifoQueue", "true", "DelaySeconds", "0", "VisibilityTimeout", "7", "RedrivePolicy", REDRIVE, "DeduplicationScope", "messageGroup"));

        assertThat(attributes.stored()).containsOnlyKeys("VisibilityTimeout", "RedrivePolicy", "DeduplicationScope");
        assertThat(QueueAttributes.restore(FIFO, attributes.stored())).isEqualTo(attributes);
        assertThat(QueueAttributes.restore(FIFO, attributes.stored()).deduplicatesByGroup()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "DelaySeconds, 901", "DelaySeconds, -1", "DelaySeconds, ''", "DelaySeconds, ' 2'", "DelaySeconds, 1.0", "DelaySeconds, +5", "DelaySeconds, ٣",
        "DelaySeconds, 99999999999", "MaximumMessageSize, 1023", "MaximumMessageSize, 1048577", "MessageRetentionPeriod, 59",
        "MessageRetentionPeriod, 1209601", "ReceiveMessageWaitTimeSeconds, 21", "VisibilityTimeout, 43201", "VisibilityTimeout, true",
        "KmsDataKeyReusePeriodSeconds, 59", "KmsDataKeyReusePeriodSeconds, 86401", "SqsManagedSseEnabled, maybe", "Policy, nonsense"
    })
    void aValueOutOfItsRangeIsRefused(String name, String value) {
        assertRefused("InvalidAttributeValue", () -> QueueAttributes.create(STANDARD, Map.of(name, value)))
                .isEqualTo("Invalid value for the parameter " + name + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Colour", "QueueArn", "All", "ApproximateNumberOfMessages", "delaySeconds", ""})
    void onlyAttributesThatCanBeSetAreKnown(String name) {
        assertRefused("InvalidAttributeName", () -> standard().with(Map.of(name, "1"))).isEqualTo("Unknown Attribute " + name + ".");
    }

    @Test
    void anEmptyTextRemovesAPolicyOrAKey() {
        QueueAttributes attributes = QueueAttributes.create(STANDARD, Map.of(
                "Policy", POLICY, "RedrivePolicy", REDRIVE, "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}"));

        assertThat(attributes.with(Map.of("Policy", "", "RedrivePolicy", "", "RedriveAllowPolicy", "", "KmsMasterKeyId", ""))).isSameAs(standard());
    }

    @Test
    void theNameAndTheTypeGoTogether() {
        assertRefused("InvalidParameterValue", () -> QueueAttributes.create(FIFO, Map.of()))
                .isEqualTo("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        assertRefused("InvalidParameterValue", () -> QueueAttributes.create(STANDARD, Map.of("FifoQueue", "true")))
                .isEqualTo("The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores,"
                        + " must end with .fifo suffix and be 1 to 80 in length");
        assertRefused("InvalidAttributeName", () -> QueueAttributes.create(STANDARD, Map.of("FifoQueue", "false")))
                .isEqualTo("Unknown Attribute FifoQueue.");
    }

    @Test
    void theTypeCannotBeChanged() {
        assertRefused("InvalidAttributeName", () -> standard().with(Map.of("FifoQueue", "true"))).isEqualTo("Unknown Attribute FifoQueue.");
        assertRefused("InvalidAttributeValue", () -> fifo().with(Map.of("FifoQueue", "false")))
                .isEqualTo("Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
    }

    @Test
    void aStandardQueueHasNothingOfFifoQueues() {
        assertRefused("InvalidAttributeName", () -> standard().with(Map.of("ContentBasedDeduplication", "true")))
                .isEqualTo("Unknown Attribute ContentBasedDeduplication.");
        assertRefused("InvalidAttributeName", () -> standard().with(Map.of("DeduplicationScope", "messageGroup")))
                .isEqualTo("You can specify the DeduplicationScope only when FifoQueue is set to true.");
        assertRefused("InvalidAttributeName", () -> standard().with(Map.of("FifoThroughputLimit", "perQueue")))
                .isEqualTo("You can specify the FifoThroughputLimit only when FifoQueue is set to true.");
    }

    @Test
    void highThroughputNeedsDeduplicationByGroup() {
        Map<String, String> high = Map.of("FifoThroughputLimit", "perMessageGroupId", "DeduplicationScope", "messageGroup");

        assertThat(fifo().with(high).isHighThroughput()).isTrue();
        assertRefused("InvalidAttributeValue", () -> fifo().with(Map.of("FifoThroughputLimit", "perMessageGroupId")))
                .isEqualTo("Invalid value for the parameter FifoThroughputLimit."
                        + " Reason: To set FifoThroughputLimit to perMessageGroupId, the DeduplicationScope must be messageGroup.");
        assertRefused("InvalidAttributeValue", () -> fifo().with(high).with(Map.of("DeduplicationScope", "queue")));
    }

    @Test
    void thereIsOneKindOfEncryptionAtATime() {
        QueueAttributes withKey = standard().with(Map.of("KmsMasterKeyId", "alias/orders"));

        assertThat(withKey.toMap()).containsEntry("KmsMasterKeyId", "alias/orders")
                .containsEntry("KmsDataKeyReusePeriodSeconds", "300").containsEntry("SqsManagedSseEnabled", "false");
        assertThat(withKey.with(Map.of("SqsManagedSseEnabled", "true"))).isSameAs(standard());
        assertRefused("InvalidAttributeName", () -> standard().with(Map.of("KmsMasterKeyId", "k", "SqsManagedSseEnabled", "true")))
                .isEqualTo("You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.");
    }

    @Test
    void aQueueIsTheSameWhenAllThatIsAskedForIs() {
        QueueAttributes attributes = QueueAttributes.create(STANDARD, Map.of("DelaySeconds", "5", "Policy", POLICY, "RedrivePolicy", REDRIVE));

        assertThat(attributes.firstDifference(Map.of())).isEmpty();
        assertThat(attributes.firstDifference(Map.of("DelaySeconds", "05", "VisibilityTimeout", "30", "Policy", " " + POLICY,
                "RedrivePolicy", REDRIVE.replace("5}", "\"5\" }")))).isEmpty();
        assertThat(attributes.firstDifference(Map.of("DelaySeconds", "6"))).contains("DelaySeconds");
        assertThat(attributes.firstDifference(Map.of("Policy", ""))).contains("Policy");
        assertThat(fifo().firstDifference(Map.of("FifoQueue", "true"))).isEmpty();
    }

    private static QueueAttributes standard() {
        return QueueAttributes.create(STANDARD, Map.of());
    }

    private static QueueAttributes fifo() {
        return QueueAttributes.create(FIFO, Map.of("FifoQueue", "true"));
    }
}

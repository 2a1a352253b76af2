package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** What does not come over HTTP is in the trail, too: calls in process, and what a service asks of another. */
class AuditWithinTest {

    private final Forebay forebay = Forebay.start(ForebayConfig.inMemory());

    @AfterEach
    void close() {
        forebay.close();
    }

    @Test
    void aCallInProcessIsRecordedHoweverItWasWritten() {
        forebay.sqs().createQueue(request -> request.queueName("q"));

        assertThat(only("CreateQueue").cloudTrailEvent()).contains("\"sourceIPAddress\":\"AWS Internal\"", "\"queueName\":\"q\"");
    }

    @Test
    void aCallInProcessThatWasRefusedIsRecordedWithItsError() {
        assertThatThrownBy(() -> forebay.sqs().deleteQueue(request -> request.queueUrl("http://localhost:4566/000000000000/none")))
                .isInstanceOf(QueueDoesNotExistException.class);

        assertThat(only("DeleteQueue").cloudTrailEvent()).contains("\"errorCode\":\"");
    }

    @Test
    void theKeyThatAQueueAsksForIsRecordedForWhoSent() {
        String key = forebay.kms().createKey().keyMetadata().keyId();
        String queue = forebay.sqs().createQueue(request -> request.queueName("q")
                .attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, key))).queueUrl();
        forebay.sqs().sendMessage(request -> request.queueUrl(queue).messageBody("secret"));
        forebay.sqs().sendMessage(request -> request.queueUrl(queue).messageBody("secret"));

        assertThat(only("GenerateDataKey").cloudTrailEvent()).contains("\"type\":\"Root\"", "\"invokedBy\":\"sqs.amazonaws.com\"",
                "\"sourceIPAddress\":\"sqs.amazonaws.com\",\"userAgent\":\"sqs.amazonaws.com\"").doesNotContain("secret");
    }

    private Event only(String name) {
        assertThat(events(name)).hasSize(1);
        return events(name).getFirst();
    }

    private List<Event> events(String name) {
        return forebay.cloudtrail().lookupEvents(request -> request.lookupAttributes(
                LookupAttribute.builder().attributeKey(LookupAttributeKey.EVENT_NAME).attributeValue(name).build())).events();
    }
}

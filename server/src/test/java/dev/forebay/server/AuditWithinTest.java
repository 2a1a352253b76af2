package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import dev.forebay.identity.Session;
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

    @Test
    void whatAServiceAsksForItselfIsRecordedAsAsked() {
        String queue = forebay.sqs().createQueue(request -> request.queueName("own")).queueUrl();
        forebay.sqs().sendMessage(request -> request.queueUrl(queue).messageBody("secret"));

        assertThat(only("GenerateDataKey").cloudTrailEvent())
                .contains("\"userIdentity\":{\"type\":\"AWSService\",\"invokedBy\":\"sqs.amazonaws.com\"}").doesNotContain("secret");
    }

    @Test
    void aRefusalInProcessIsRecordedOnce() {
        Caller nobody = new Caller(AccountId.DEFAULT, Region.DEFAULT,
                new Principal(Principal.Kind.USER, "arn:aws:iam::000000000000:user/nobody", "AIDANOBODY", Session.ofKey("AKIANOBODY")), Origin.IN_PROCESS);
        try (Forebay enforced = Forebay.start(ForebayConfig.inMemory().with(AuthConfig.ENFORCED))) {
            assertThatThrownBy(() -> enforced.sqs(nobody).createQueue(request -> request.queueName("q"))).hasMessageContaining("not authorized");

            assertThat(events(enforced, "CreateQueue")).singleElement()
                    .satisfies(event -> assertThat(event.cloudTrailEvent()).contains("\"errorCode\":\"AccessDenied\"", "user/nobody"));
        }
    }

    private Event only(String name) {
        assertThat(events(name)).hasSize(1);
        return events(name).getFirst();
    }

    private List<Event> events(String name) {
        return events(forebay, name);
    }

    private static List<Event> events(Forebay forebay, String name) {
        return forebay.cloudtrail().lookupEvents(request -> request.lookupAttributes(
                LookupAttribute.builder().attributeKey(LookupAttributeKey.EVENT_NAME).attributeValue(name).build())).events();
    }
}

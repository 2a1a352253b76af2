package dev.forebay.sns;

import static dev.forebay.sns.SmsBench.NUMBER;
import static dev.forebay.sns.SmsBench.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.couriers.Outcome;
import dev.forebay.couriers.TextMessage;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.model.CreateSmsSandboxPhoneNumberRequest;
import software.amazon.awssdk.services.sns.model.VerifySmsSandboxPhoneNumberRequest;

class SmsTransportTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:orders";

    private SmsBench bench = new SmsBench(SmsConfig.defaults());

    private static Notification notification(String topic, String message, boolean structured, Map<String, MessageAttribute> attributes) {
        return new Notification(new UUID(0, 1), 0, 0, topic, "", message, structured, attributes, "", "", "", false);
    }

    private static Target target(String number, String displayName) {
        return new Target(TOPIC + ":1", Protocol.SMS, number, false, "", "", displayName, "1");
    }

    private Outcome publish(String message, Map<String, MessageAttribute> attributes) {
        return SmsTransport.ofPublisher(bench.desk, bench::send, SmsBench.CALLER.account(), SmsBench.CALLER.region())
                .deliver(notification("", message, false, attributes), target(NUMBER, ""));
    }

    private Outcome publish(String attribute, String value) {
        return publish("hi", Map.of(attribute, MessageAttribute.ofText("String", value)));
    }

    private Outcome fanOut(Target target) {
        return SmsTransport.ofTopics(bench.desk, bench::send).deliver(notification(TOPIC, "hi", false, Map.of()), target);
    }

    @Test
    void aPublishedTextGoesToThePhone() {
        assertThat(publish("hi", Map.of())).isEqualTo(bench.outcome);
        assertThat(bench.sent).containsExactly(TextMessage.of(NUMBER, "hi", TextMessage.Kind.PROMOTIONAL));
    }

    @Test
    void aTopicsTextBeginsWithItsName() {
        fanOut(target(NUMBER, "Orders and more"));
        fanOut(target(NUMBER, ""));

        assertThat(bench.sent).extracting(TextMessage::text).containsExactly("Orders and> hi", "hi");
    }

    @Test
    void aStructuredMessageHasATextForPhones() {
        SmsTransport.ofTopics(bench.desk, bench::send).deliver(
                notification(TOPIC, "{\"default\":\"all\",\"sms\":\"phones\"}", true, Map.of()), target(NUMBER, ""));

        assertThat(bench.sent.getFirst().text()).isEqualTo("phones");
    }

    @Test
    void attributesSteerTheText() {
        publish("hi", Map.of(
                "AWS.SNS.SMS.SenderID", MessageAttribute.ofText("String", "Shop"),
                "AWS.SNS.SMS.SMSType", MessageAttribute.ofText("String", "Transactional"),
                "AWS.SNS.SMS.MaxPrice", MessageAttribute.ofText("Number", "0.50"),
                "AWS.MM.SMS.OriginationNumber", MessageAttribute.ofText("String", "+15550100199"),
                "AWS.MM.SMS.EntityId", MessageAttribute.ofText("String", "1101"),
                "AWS.MM.SMS.TemplateId", MessageAttribute.ofText("String", "2202")));

        assertThat(bench.sent).containsExactly(new TextMessage(
                NUMBER, "hi", "Shop", "+15550100199", TextMessage.Kind.TRANSACTIONAL, "1101", "2202"));
    }

    @Test
    void whatTheAttributesLeaveOpenTheAccountSays() {
        bench.place().setAttributes(Map.of("DefaultSenderID", "House", "DefaultSMSType", "Transactional"));
        publish("hi", Map.of());
        publish("AWS.SNS.SMS.SenderID", "Shop");
        fanOut(target(NUMBER, ""));

        assertThat(bench.sent).extracting(TextMessage::senderId).containsExactly("House", "Shop", "House");
        assertThat(bench.sent).extracting(TextMessage::kind).containsOnly(TextMessage.Kind.TRANSACTIONAL);
    }

    @ParameterizedTest
    @CsvSource({
        "AWS.SNS.SMS.SenderID, 12345",
        "AWS.SNS.SMS.SenderID, longer-than-11",
        "AWS.SNS.SMS.SMSType, urgent",
        "AWS.SNS.SMS.MaxPrice, much",
        "AWS.SNS.SMS.MaxPrice, -1",
        "AWS.SNS.SMS.MaxPrice, 1111111111111111111111111111111111111111",
        "AWS.MM.SMS.OriginationNumber, 12",
        "AWS.MM.SMS.EntityId, not/one",
        "AWS.MM.SMS.TemplateId, not/one"
    })
    void attributesThatAreNotAsAwsWantsThemRefuseTheText(String attribute, String value) {
        assertThat(publish(attribute, value)).isInstanceOf(Outcome.Refused.class)
                .satisfies(outcome -> assertThat(outcome.detail()).contains(attribute));
        assertThat(bench.sent).isEmpty();
    }

    @Test
    void aTextHas1600Characters() {
        assertThat(publish("€".repeat(1600), Map.of())).isInstanceOf(Outcome.Delivered.class);
        assertThat(publish("€".repeat(1601), Map.of())).isInstanceOf(Outcome.Refused.class)
                .satisfies(outcome -> assertThat(outcome.detail()).isEqualTo("Invalid parameter: Message too long"));
    }

    @Test
    void aPhoneThatOptedOutGetsNothing() {
        bench.place().optOut(PhoneNumber.of(NUMBER));

        assertThat(publish("hi", Map.of())).isEqualTo(new Outcome.Refused(0, "Phone number is opted out"));
        assertThat(fanOut(target(NUMBER, ""))).isInstanceOf(Outcome.Refused.class);
        assertThat(fanOut(target(OTHER, ""))).isInstanceOf(Outcome.Delivered.class);
        assertThat(bench.sent).hasSize(1);
    }

    @Test
    void inTheSandboxOnlyVerifiedPhonesGetTexts() {
        bench = SmsBench.inSandbox();
        assertThat(publish("hi", Map.of())).isInstanceOf(Outcome.Refused.class);
        bench.sms.createSandboxNumber(CreateSmsSandboxPhoneNumberRequest.builder().phoneNumber(NUMBER).build());
        assertThat(publish("hi", Map.of())).isInstanceOf(Outcome.Refused.class);
        bench.sms.verifySandboxNumber(VerifySmsSandboxPhoneNumberRequest.builder()
                .phoneNumber(NUMBER).oneTimePassword(bench.password()).build());

        assertThat(publish("hi", Map.of())).isInstanceOf(Outcome.Delivered.class);
        assertThat(fanOut(target(OTHER, ""))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void whatIsNoPhoneIsRefused() {
        assertThat(fanOut(target("nobody", ""))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void whatTheCourierSaysIsTheOutcome() {
        bench.outcome = new Outcome.Failed(88, "throttled");

        assertThat(publish("hi", Map.of())).isEqualTo(bench.outcome);
    }
}

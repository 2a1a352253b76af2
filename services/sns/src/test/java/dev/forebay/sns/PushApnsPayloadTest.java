package dev.forebay.sns;

import static dev.forebay.sns.PushNotices.PUBLISHED;
import static dev.forebay.sns.PushNotices.payload;
import static dev.forebay.sns.PushNotices.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.couriers.ApnsPush;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushApnsPayloadTest {
    private static final String APP = "com.example.weather";

    @Test
    void aPlainTextBecomesAnAlert() throws Exception {
        assertThat(push(Platform.APNS, plain("it's \"rain\"\n"))).isEqualTo(new ApnsPush(
                "00fc", "{\"aps\":{\"alert\":\"it's \\\"rain\\\"\\n\"}}", APP, "alert", "", "", ""));
    }

    @Test
    void aPayloadGoesAsItWasWritten() throws Exception {
        String payload = "{ \"aps\": {\"alert\": {\"title\":\"rain\"}}, \"x\": 1.0 }";

        assertThat(push(Platform.APNS, payload("APNS", payload)).payload()).isEqualTo(payload);
    }

    @Test
    void theTextForAllIsForPlatformsWithoutTheirOwn() throws Exception {
        Notification forProduction = payload("APNS", "{\"aps\":{\"alert\":\"rain\"}}");

        assertThat(push(Platform.APNS_SANDBOX, forProduction).payload()).isEqualTo("{\"aps\":{\"alert\":\"for all\"}}");
    }

    @Test
    void headersComeFromReservedAttributes() throws Exception {
        ApnsPush push = push(Platform.APNS_SANDBOX, plain("rain",
                "APNS.TOPIC", "com.example.other", "APNS.PUSH_TYPE", "location", "APNS.PRIORITY", "10", "APNS.COLLAPSE_ID", "storm"));

        assertThat(push.topic()).isEqualTo("com.example.other");
        assertThat(push.pushType()).isEqualTo("location");
        assertThat(push.priority()).isEqualTo("10");
        assertThat(push.collapseId()).isEqualTo("storm");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"aps\":{\"content-available\":1}} | background | 5",
        "{\"aps\":{\"content-available\":1},\"Foo1\":\"Bar\"} | background | 5",
        "{\"aps\":{\"content-available\":true}} | background | 5",
        "{\"aps\":{\"content-available\":1,\"badge\":2}} | alert | ''",
        "{\"aps\":{\"content-available\":1,\"sound\":\"x\"}} | alert | ''",
        "{\"aps\":{\"content-available\":0}} | alert | ''",
        "{\"aps\":{\"content-available\":\"1\"}} | alert | ''",
        "{\"aps\":{}} | alert | ''",
        "{} | alert | ''",
    })
    void theKindOfPushIsReadFromThePayload(String payload, String type, String priority) throws Exception {
        ApnsPush push = push(Platform.APNS, payload("APNS", payload));

        assertThat(push.pushType()).isEqualTo(type);
        assertThat(push.priority()).isEqualTo(priority);
    }

    @Test
    void callsHaveATopicOfTheirOwn() throws Exception {
        ApnsPush push = push(Platform.APNS_VOIP, plain("ring"));

        assertThat(push.topic()).isEqualTo(APP + ".voip");
        assertThat(push.pushType()).isEqualTo("voip");
    }

    @Test
    void theTimeToLiveIsCountedFromThePublication() throws Exception {
        assertThat(push(Platform.APNS, plain("rain", "APNS.TTL", "60")).expiration()).isEqualTo(Long.toString(PUBLISHED / 1000 + 60));
        assertThat(push(Platform.APNS, plain("rain", "APNS.TTL", "0")).expiration()).isEqualTo("0");
        assertThat(push(Platform.APNS, plain("rain", "APNS_SANDBOX.TTL", "60")).expiration()).isEmpty();
        assertThat(push(Platform.APNS_SANDBOX, plain("rain", "APNS_SANDBOX.TTL", "60")).expiration()).isNotEmpty();
    }

    @Test
    void aStructureWithNothingForThePlatformCannotBeSent() {
        assertThatExceptionOfType(PushUnsendable.class)
                .isThrownBy(() -> push(Platform.APNS, PushNotices.structured("{\"GCM\":\"{}\"}")))
                .withMessage("the message has no text for APNS");
    }

    private static ApnsPush push(Platform platform, Notification notification) throws PushUnsendable {
        return PushApnsPayload.of(PushMessage.of(notification, platform), "00fc", APP, PUBLISHED);
    }
}

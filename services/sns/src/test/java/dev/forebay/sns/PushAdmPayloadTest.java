package dev.forebay.sns;

import static dev.forebay.sns.PushNotices.PUBLISHED;
import static dev.forebay.sns.PushNotices.payload;
import static dev.forebay.sns.PushNotices.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class PushAdmPayloadTest {

    @Test
    void aPayloadGoesAsItIs() throws Exception {
        assertThat(sent(payload("ADM", "{\"data\":{\"message\":\"rain\"},\"consolidationKey\":\"storm\",\"expiresAfter\":100}")))
                .isEqualTo("{\"data\":{\"message\":\"rain\"},\"consolidationKey\":\"storm\",\"expiresAfter\":100}");
    }

    @Test
    void theTimeToLiveOfTheAttributeWinsOverThePayload() throws Exception {
        assertThat(sent(payload("ADM", "{\"data\":{},\"expiresAfter\":100}", "ADM.TTL", "60"))).isEqualTo("{\"data\":{},\"expiresAfter\":60}");
    }

    @Test
    void nowOrNeverIsNever() {
        assertThatExceptionOfType(PushUnsendable.class).isThrownBy(() -> sent(plain("rain", "ADM.TTL", "0")))
                .withMessage("the time to live is over");
    }

    private static String sent(Notification notification) throws PushUnsendable {
        return PushAdmPayload.of(PushMessage.of(notification, Platform.ADM), PUBLISHED);
    }
}

package dev.forebay.sns;

import static dev.forebay.sns.SmsBench.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"+1a234", "", "+", "+0123456789", "NAA+15551234567", "+1555123456789012", "+15551234567 ", "+15551234567\n"})
    void whatIsNoNumberIsNotValidToPublishTo(String text) {
        assertRefused("InvalidParameter", () -> PhoneNumber.published(text))
                .isEqualTo("Invalid parameter: PhoneNumber Reason: " + text + " is not valid to publish to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NAA+15551234567", "+15--551234567", "+15551234567.", "/+15551234567", "", "+", "-15551234567"})
    void whatIsNoNumberIsNotSubscribed(String text) {
        assertRefused("InvalidParameter", () -> PhoneNumber.subscribed(text)).isEqualTo("Invalid SMS endpoint: " + text);
    }

    @Test
    void separatorsOfASubscribedNumberArePassedOver() {
        assertThat(PhoneNumber.subscribed("+15/55-123.4567").value()).isEqualTo("+15551234567");
    }

    @Test
    void aPlusSignMayBeLeftOut() {
        assertThat(PhoneNumber.published("15551234567")).isEqualTo(PhoneNumber.published("+15551234567"));
    }

    @Test
    void aNumberToOptInMustBeOne() {
        assertRefused("InvalidParameter", () -> PhoneNumber.opted("+1a"))
                .isEqualTo("Invalid parameter: PhoneNumber Reason: input incorrectly formatted");
        assertRefused("InvalidParameter", () -> PhoneNumber.opted(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"15551234567", "+1555123", "+0123456789"})
    void theSandboxWantsAPlusSignAndEightDigits(String text) {
        assertRefused("InvalidParameter", () -> PhoneNumber.inSandbox(text));
    }
}

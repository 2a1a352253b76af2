package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class ConfirmationTokensTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long LATER = 1_000;

    @Test
    void aTokenIsLongAndAnotherEachTime() {
        String token = ConfirmationTokens.make(7, RANDOM);
        assertThat(token).matches("[0-9a-f]{256}").isNotEqualTo(ConfirmationTokens.make(7, RANDOM));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, Long.MAX_VALUE})
    void aTokenFindsItsSubscription(long number) {
        assertThat(ConfirmationTokens.subscription(ConfirmationTokens.make(number, RANDOM))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "randomtoken", "12 34", "0x12", "\u0661"})
    void whatHasNotTheShapeOfATokenIsNone(String token) {
        refused(() -> ConfirmationTokens.subscription(token), "Invalid token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"51b2ff3edb475b7d91550e0ab6edf0c1", "0"})
    void aTokenOfAnotherLengthIsNotOurs(String token) {
        refused(() -> ConfirmationTokens.subscription(token), "Invalid parameter: Token");
    }

    @Test
    void theTokenThatIsAwaitedIsGoodUntilItExpires() {
        String token = ConfirmationTokens.make(7, RANDOM);
        ConfirmationTokens.check(token, token, LATER, LATER - 1);
        refused(() -> ConfirmationTokens.check(token, token, LATER, LATER), "Invalid parameter: Token");
    }

    @Test
    void anotherTokenIsRefused() {
        refused(() -> ConfirmationTokens.check(ConfirmationTokens.make(7, RANDOM), ConfirmationTokens.make(7, RANDOM), LATER, 0),
                "Invalid parameter: Token");
    }

    @Test
    void noTokenIsGoodWhereNoneIsAwaited() {
        refused(() -> ConfirmationTokens.check("", "", LATER, 0), "Invalid parameter: Token");
    }

    private static void refused(Runnable check, String message) {
        assertThatThrownBy(check::run).isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidParameter");
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
        });
    }
}

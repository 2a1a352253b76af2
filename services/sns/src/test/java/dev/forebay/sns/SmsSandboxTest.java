package dev.forebay.sns;

import static dev.forebay.sns.SmsBench.NUMBER;
import static dev.forebay.sns.SmsBench.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.couriers.Outcome;
import dev.forebay.couriers.TextMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sns.model.CreateSmsSandboxPhoneNumberRequest;
import software.amazon.awssdk.services.sns.model.DeleteSmsSandboxPhoneNumberRequest;
import software.amazon.awssdk.services.sns.model.GetSmsSandboxAccountStatusRequest;
import software.amazon.awssdk.services.sns.model.LanguageCodeString;
import software.amazon.awssdk.services.sns.model.ListOriginationNumbersRequest;
import software.amazon.awssdk.services.sns.model.ListOriginationNumbersResponse;
import software.amazon.awssdk.services.sns.model.ListSmsSandboxPhoneNumbersRequest;
import software.amazon.awssdk.services.sns.model.ListSmsSandboxPhoneNumbersResponse;
import software.amazon.awssdk.services.sns.model.VerificationException;
import software.amazon.awssdk.services.sns.model.VerifySmsSandboxPhoneNumberRequest;

class SmsSandboxTest {
    private final SmsBench bench = SmsBench.inSandbox();

    private void create(String number) {
        create(number, null);
    }

    private void create(String number, String language) {
        bench.sms.createSandboxNumber(
                CreateSmsSandboxPhoneNumberRequest.builder().phoneNumber(number).languageCode(language).build());
    }

    private void verify(String number, String password) {
        bench.sms.verifySandboxNumber(
                VerifySmsSandboxPhoneNumberRequest.builder().phoneNumber(number).oneTimePassword(password).build());
    }

    private void delete(String number) {
        bench.sms.deleteSandboxNumber(DeleteSmsSandboxPhoneNumberRequest.builder().phoneNumber(number).build());
    }

    private ListSmsSandboxPhoneNumbersResponse list(Integer max, String token) {
        return bench.sms.sandboxNumbers(
                ListSmsSandboxPhoneNumbersRequest.builder().maxResults(max).nextToken(token).build());
    }

    private List<String> listed() {
        return list(null, null).phoneNumbers().stream()
                .map(number -> number.phoneNumber() + " " + number.statusAsString()).toList();
    }

    @Test
    void aNumberIsVerifiedByThePasswordThatWasSentToIt() {
        create(NUMBER);
        assertThat(bench.sent.getFirst().phoneNumber()).isEqualTo(NUMBER);
        assertThat(bench.sent.getFirst().kind()).isEqualTo(TextMessage.Kind.TRANSACTIONAL);
        assertThat(bench.password()).hasSize(6);
        assertThat(listed()).containsExactly(NUMBER + " Pending");

        bench.reopen();
        verify(NUMBER, bench.password());
        bench.reopen();

        assertThat(listed()).containsExactly(NUMBER + " Verified");
    }

    @ParameterizedTest
    @EnumSource(value = LanguageCodeString.class, names = "UNKNOWN_TO_SDK_VERSION", mode = EnumSource.Mode.EXCLUDE)
    void thePasswordComesInEveryLanguageOfAws(LanguageCodeString language) {
        create(NUMBER, language.toString());

        assertThat(bench.password()).hasSize(6);
    }

    @Test
    void anUnknownLanguageIsRefusedAndAddsNothing() {
        assertRefused("InvalidParameter", () -> create(NUMBER, "tlh")).isEqualTo("Invalid parameter: LanguageCode");
        assertThat(listed()).isEmpty();
    }

    @Test
    void aWrongPasswordIsRefused() {
        create(NUMBER);
        VerificationException refusal =
                catchThrowableOfType(VerificationException.class, () -> verify(NUMBER, bench.wrongPassword()));

        assertThat(refusal.status()).isEqualTo("Pending");
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("VerificationException");
        assertThat(listed()).containsExactly(NUMBER + " Pending");
        verify(NUMBER, bench.password());
    }

    @Test
    void sixDigitsAreNotFoundByTryingNotEvenAcrossRestarts() {
        create(NUMBER);
        for (int i = 0; i < 5; i++) {
            bench.reopen();
            assertRefused("VerificationException", () -> verify(NUMBER, bench.wrongPassword())).contains("wrong");
        }

        assertRefused("VerificationException", () -> verify(NUMBER, bench.password())).contains("expired");
        create(NUMBER);
        verify(NUMBER, bench.password());
    }

    @Test
    void aPasswordHoldsFifteenMinutes() {
        create(NUMBER);
        bench.clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertRefused("VerificationException", () -> verify(NUMBER, bench.wrongPassword())).contains("wrong");
        bench.clock.advance(Duration.ofMillis(1));

        assertRefused("VerificationException", () -> verify(NUMBER, bench.password())).contains("expired");
    }

    @Test
    void aNewPasswordReplacesTheOld() {
        create(NUMBER);
        String old = bench.password();
        create(NUMBER);

        assertThat(bench.password()).isNotEqualTo(old);
        assertRefused("VerificationException", () -> verify(NUMBER, old));
        verify(NUMBER, bench.password());
    }

    @Test
    void aPasswordIsSentFiveTimesADay() {
        for (int i = 0; i < 5; i++) {
            create(NUMBER);
        }
        bench.reopen();
        assertRefused("UserError", () -> create(NUMBER)).contains("five times");
        assertThat(bench.sent).hasSize(5);

        bench.clock.advance(Duration.ofDays(1));
        create(NUMBER);
    }

    @Test
    void aVerifiedNumberIsNeitherAddedNorVerifiedAgain() {
        create(NUMBER);
        verify(NUMBER, bench.password());

        assertRefused("UserError", () -> create(NUMBER)).contains("verified already");
        assertRefused("VerificationException", () -> verify(NUMBER, bench.password())).contains("verified already");
    }

    @Test
    void whatIsNoPasswordIsRefused() {
        create(NUMBER);

        assertRefused("InvalidParameter", () -> verify(NUMBER, "12a456"));
        assertRefused("InvalidParameter", () -> verify(NUMBER, ""));
        assertRefused("InvalidParameter", () -> verify(NUMBER, "123456789"));
    }

    @Test
    void theSandboxHoldsTenNumbers() {
        for (int i = 0; i < 10; i++) {
            create("+1555010012" + i);
        }

        assertRefused("UserError", () -> create("+15550100999")).contains("10");
    }

    @Test
    void aNumberThatOptedOutIsNotAdded() {
        bench.place().optOut(PhoneNumber.of(NUMBER));

        assertRefused("OptedOut", () -> create(NUMBER));
        assertThat(bench.sent).isEmpty();
    }

    @Test
    void aPasswordThatCannotBeSentIsTold() {
        bench.outcome = new Outcome.Failed(0, "no session");

        assertRefused("ServiceUnavailable", () -> create(NUMBER)).contains("no session");
        assertThat(listed()).containsExactly(NUMBER + " Pending");
    }

    @Test
    void aNumberIsDeletedADayAfterItWasLastTried() {
        create(NUMBER);
        bench.clock.advance(Duration.ofHours(23));
        assertRefused("VerificationException", () -> verify(NUMBER, bench.password()));
        bench.clock.advance(Duration.ofHours(1).minusMillis(1));
        assertRefused("UserError", () -> delete(NUMBER)).contains("24 hours");

        bench.clock.advance(Duration.ofMillis(1));
        delete(NUMBER);
        bench.reopen();
        assertThat(listed()).isEmpty();
    }

    @Test
    void aNumberThatIsNotThereIsNotFound() {
        assertRefused("ResourceNotFound", () -> delete(NUMBER));
        assertRefused("ResourceNotFound", () -> verify(NUMBER, "123456"));
    }

    @Test
    void numbersComeInPages() {
        create("+15550100121");
        create("+15550100122");
        create("+15550100123");
        ListSmsSandboxPhoneNumbersResponse first = list(2, null);
        ListSmsSandboxPhoneNumbersResponse second = list(2, first.nextToken());

        assertThat(first.phoneNumbers()).hasSize(2);
        assertThat(second.phoneNumbers()).extracting(number -> number.phoneNumber()).containsExactly("+15550100123");
        assertThat(second.nextToken()).isNull();
        assertRefused("InvalidParameter", () -> list(0, null));
        assertRefused("InvalidParameter", () -> list(101, null));
    }

    @Test
    void theStatusIsWhatIsConfigured() {
        GetSmsSandboxAccountStatusRequest request = GetSmsSandboxAccountStatusRequest.builder().build();

        assertThat(bench.sms.sandboxStatus(request).isInSandbox()).isTrue();
        assertThat(new SmsBench(SmsConfig.defaults()).sms.sandboxStatus(request).isInSandbox()).isFalse();
    }

    @Test
    void originationNumbersAreThoseConfigured() {
        SmsBench configured = new SmsBench(new SmsConfig(false, List.of(
                new SmsConfig.OriginationNumber("+15550100002", "US", "Transactional", 1000),
                new SmsConfig.OriginationNumber("+15550100001", "US", "Promotional", 2000))));
        ListOriginationNumbersResponse first =
                configured.sms.originationNumbers(ListOriginationNumbersRequest.builder().maxResults(1).build());
        ListOriginationNumbersResponse second = configured.sms.originationNumbers(
                ListOriginationNumbersRequest.builder().nextToken(first.nextToken()).build());

        assertThat(first.phoneNumbers().getFirst().phoneNumber()).isEqualTo("+15550100001");
        assertThat(second.phoneNumbers().getFirst().routeTypeAsString()).isEqualTo("Transactional");
        assertThat(second.phoneNumbers().getFirst().createdAt().toEpochMilli()).isEqualTo(1000);
        assertThat(second.nextToken()).isNull();
        assertThat(bench.sms.originationNumbers(ListOriginationNumbersRequest.builder().build()).phoneNumbers()).isEmpty();
        assertRefused("InvalidParameter",
                () -> bench.sms.originationNumbers(ListOriginationNumbersRequest.builder().maxResults(31).build()));
    }
}

package dev.forebay.sns;

import static dev.forebay.sns.SmsBench.NUMBER;
import static dev.forebay.sns.SmsBench.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.couriers.IncomingText;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.CheckIfPhoneNumberIsOptedOutRequest;
import software.amazon.awssdk.services.sns.model.ListPhoneNumbersOptedOutRequest;
import software.amazon.awssdk.services.sns.model.ListPhoneNumbersOptedOutResponse;
import software.amazon.awssdk.services.sns.model.OptInPhoneNumberRequest;

class SmsOptOutTest {
    private final SmsBench bench = new SmsBench(SmsConfig.defaults());

    private boolean isOptedOut(String number) {
        return bench.sms.isOptedOut(CheckIfPhoneNumberIsOptedOutRequest.builder().phoneNumber(number).build()).isOptedOut();
    }

    private void optOut(String number) {
        bench.place().optOut(PhoneNumber.of(number));
    }

    private void optIn(String number) {
        bench.sms.optIn(OptInPhoneNumberRequest.builder().phoneNumber(number).build());
    }

    private ListPhoneNumbersOptedOutResponse list(String token) {
        return bench.sms.optedOut(ListPhoneNumbersOptedOutRequest.builder().nextToken(token).build());
    }

    @Test
    void aNumberThatOptedOutIsSoAcrossARestartUntilItIsOptedIn() {
        assertThat(isOptedOut(NUMBER)).isFalse();
        optOut(NUMBER);
        bench.reopen();
        assertThat(isOptedOut(NUMBER)).isTrue();
        assertThat(list(null).phoneNumbers()).containsExactly(NUMBER);

        optIn(NUMBER);
        bench.reopen();
        assertThat(isOptedOut(NUMBER)).isFalse();
        assertThat(list(null).phoneNumbers()).isEmpty();
    }

    @Test
    void aNumberIsOptedInOnceIn30Days() {
        optOut(NUMBER);
        optIn(NUMBER);
        optOut(NUMBER);
        bench.reopen();
        bench.clock.advance(Duration.ofDays(30).minusMillis(1));
        assertRefused("InvalidParameter", () -> optIn(NUMBER)).contains("30 days");

        bench.clock.advance(Duration.ofMillis(1));
        optIn(NUMBER);
        assertThat(isOptedOut(NUMBER)).isFalse();
    }

    @Test
    void optingInWhoNeverOptedOutIsFine() {
        optIn(NUMBER);

        assertThat(isOptedOut(NUMBER)).isFalse();
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertRefused("InvalidParameter", () -> isOptedOut("+1a")).contains("input incorrectly formatted");
        assertRefused("InvalidParameter", () -> optIn("nobody")).contains("input incorrectly formatted");
    }

    @Test
    void aLongListComesInPages() {
        List<String> numbers = IntStream.range(0, 250).mapToObj(i -> "+155501" + (10_000 + i)).toList();
        numbers.forEach(this::optOut);
        List<String> all = new ArrayList<>();
        ListPhoneNumbersOptedOutResponse page = list(null);
        all.addAll(page.phoneNumbers());
        while (page.nextToken() != null) {
            assertThat(page.phoneNumbers()).hasSize(100);
            page = list(page.nextToken());
            all.addAll(page.phoneNumbers());
        }

        assertThat(all).isEqualTo(numbers);
        assertRefused("InvalidParameter", () -> list("!"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", " stop ", "Unsubscribe", "OPT-OUT", "arret"})
    void aPhoneThatSaysSoGetsNoMore(String word) {
        bench.desk.heard(new IncomingText(NUMBER, "24273", word));

        assertThat(isOptedOut(NUMBER)).isTrue();
    }

    @Test
    void aPhoneThatSaysSomethingElseGoesOnGettingTexts() {
        bench.desk.heard(new IncomingText(NUMBER, "24273", "please do not stop"));
        bench.desk.heard(new IncomingText("Shop", "24273", "STOP"));

        assertThat(isOptedOut(NUMBER)).isFalse();
    }

    @Test
    void anotherAccountsListIsItsOwn() {
        optOut(NUMBER);
        Caller other = Caller.root(new AccountId("111122223333"), SmsBench.REGION);

        assertThat(bench.as(other).isOptedOut(
                CheckIfPhoneNumberIsOptedOutRequest.builder().phoneNumber(NUMBER).build()).isOptedOut()).isFalse();
    }
}

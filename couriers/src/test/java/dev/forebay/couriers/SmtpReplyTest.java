package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a server's replies, and TLS that starts in the middle. */
class SmtpReplyTest {
    private SmtpTwin twin;

    @BeforeEach
    void start() throws Exception {
        twin = new SmtpTwin(TestTls.context());
    }

    @AfterEach
    void stop() throws Exception {
        twin.close();
    }

    private SmtpCourier courier(SmtpConfig.Security security) throws Exception {
        return new SmtpCourier(config(security), () -> Mails.NOW, TestTls.context().getSocketFactory());
    }

    private SmtpConfig config(SmtpConfig.Security security) {
        return SmtpConfig.to("localhost").withPort(twin.port()).withSecurity(security).withTimeout(Duration.ofSeconds(20));
    }

    private Outcome sent() throws Exception {
        return courier(SmtpConfig.Security.NONE).send(Mails.to("ops@example.com"));
    }

    @ParameterizedTest
    @CsvSource({"MAIL,550", "RCPT,550", "DATA,554", ".,552", "RCPT,553"})
    void aFinalReplyRefusesTheMail(String command, int code) throws Exception {
        twin.answers(command, code + " no, never");

        assertThat(sent()).isInstanceOf(Outcome.Refused.class)
                .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(code))
                .satisfies(outcome -> assertThat(outcome.detail()).contains("no, never"));
    }

    @ParameterizedTest
    @CsvSource({"MAIL,451", "RCPT,450", "DATA,421", ".,452", "MAIL,530"})
    void anyOtherIsAFailure(String command, int code) throws Exception {
        twin.answers(command, code + " not now");

        assertThat(sent()).isInstanceOf(Outcome.Failed.class)
                .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(code));
    }

    @Test
    void aTakenMailTellsTheServersWords() throws Exception {
        assertThat(sent().detail()).isEqualTo("250 queued as 7");
    }

    @Test
    void aSilentServerIsAFailure() throws Exception {
        twin.falls();
        SmtpConfig config = config(SmtpConfig.Security.NONE).withTimeout(Duration.ofMillis(100));

        assertThat(new SmtpCourier(config, () -> Mails.NOW).send(Mails.to("ops@example.com")))
                .isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void tlsStartsBeforeAnythingOfTheMailIsSaid() throws Exception {
        twin.offers("STARTTLS");

        assertThat(courier(SmtpConfig.Security.STARTTLS_REQUIRED).send(Mails.to("ops@example.com")))
                .isInstanceOf(Outcome.Delivered.class);
        assertThat(twin.commands.get(1)).isEqualTo("STARTTLS");
        assertThat(twin.mails).hasSize(1);
    }

    @Test
    void aLoginComesAfterTlsHasStarted() throws Exception {
        twin.offers("STARTTLS", "AUTH PLAIN LOGIN");
        SmtpConfig config = config(SmtpConfig.Security.STARTTLS_REQUIRED).withLogin(new CourierLogin("house", "secret"));

        assertThat(new SmtpCourier(config, () -> Mails.NOW, TestTls.context().getSocketFactory())
                .send(Mails.to("ops@example.com"))).isInstanceOf(Outcome.Delivered.class);
        assertThat(twin.commands.subList(0, 2)).noneMatch(command -> command.startsWith("AUTH"));
        assertThat(twin.commands).anyMatch(command -> command.startsWith("AUTH"));
    }

    @Test
    void aCertificateThatNobodyVouchesForIsAFailure() throws Exception {
        twin.offers("STARTTLS");
        SmtpCourier courier = new SmtpCourier(
                config(SmtpConfig.Security.STARTTLS_OFFERED), () -> Mails.NOW, (SSLSocketFactory) SSLSocketFactory.getDefault());

        assertThat(courier.send(Mails.to("ops@example.com"))).isInstanceOf(Outcome.Failed.class);
        assertThat(twin.mails).isEmpty();
    }
}

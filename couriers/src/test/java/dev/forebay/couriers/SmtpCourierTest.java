package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against GreenMail, a real mail server. */
class SmtpCourierTest {
    private static final CourierLogin LOGIN = new CourierLogin("house", "secret");

    private GreenMail server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    private SmtpCourier courier(String protocol, SmtpConfig.Security security) throws Exception {
        return courier(protocol, SmtpConfig.to("localhost").withSecurity(security));
    }

    private SmtpCourier courier(String protocol, SmtpConfig config) throws Exception {
        TestTls.forGreenMail();
        ServerSetup setup = new ServerSetup(0, "localhost", protocol);
        setup.setServerStartupTimeout(60_000);
        server = new GreenMail(setup);
        server.setUser("house@example.com", "house", "secret");
        server.start();
        int port = protocol.equals("smtp") ? server.getSmtp().getPort() : server.getSmtps().getPort();
        return new SmtpCourier(config.withPort(port).withTimeout(Duration.ofSeconds(20)), () -> Mails.NOW,
                TestTls.context().getSocketFactory());
    }

    @Test
    void aMailArrivesAsItWasMeant() throws Exception {
        Outcome outcome = courier("smtp", SmtpConfig.Security.NONE).send(Mails.mail("Größe: 3 €", "Grüße\n.\nfrom here"));

        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Größe: 3 €");
        assertThat(mail.getContent().toString().replace("\r\n", "\n")).isEqualTo("Grüße\n.\nfrom here");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("Orders <no-reply@sns.example.com>");
        assertThat(mail.getAllRecipients()[0].toString()).isEqualTo("ops@example.com");
        assertThat(mail.getHeader("X-Topic")).containsExactly("arn:aws:sns:us-east-1:000000000000:orders");
        assertThat(mail.getSentDate().getTime()).isEqualTo(Mails.NOW);
    }

    @Test
    void aLoginIsUsed() throws Exception {
        SmtpConfig config = SmtpConfig.to("localhost").withSecurity(SmtpConfig.Security.TLS).withLogin(LOGIN);

        assertThat(courier("smtps", config).send(Mails.to("ops@example.com"))).isInstanceOf(Outcome.Delivered.class);
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aRefusedLoginIsOursToPutRight() throws Exception {
        SmtpConfig config = SmtpConfig.to("localhost").withSecurity(SmtpConfig.Security.TLS)
                .withLogin(new CourierLogin("house", "wrong"));

        Outcome outcome = courier("smtps", config).send(Mails.to("ops@example.com"));

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.detail()).doesNotContain("wrong");
    }

    @Test
    void tlsFromTheFirstByteWorks() throws Exception {
        assertThat(courier("smtps", SmtpConfig.Security.TLS).send(Mails.to("ops@example.com")))
                .isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aServerWithoutStarttlsGetsNothingWhenItIsRequired() throws Exception {
        assertThat(courier("smtp", SmtpConfig.Security.STARTTLS_REQUIRED).send(Mails.to("ops@example.com")))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerWithoutStarttlsIsFineWhenItIsOptional() throws Exception {
        assertThat(courier("smtp", SmtpConfig.Security.STARTTLS_OFFERED).send(Mails.to("ops@example.com")))
                .isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void whatIsNoAddressIsRefused() throws Exception {
        SmtpCourier courier = courier("smtp", SmtpConfig.Security.NONE);

        assertThat(courier.send(Mails.to("nobody"))).isInstanceOf(Outcome.Refused.class);
        assertThat(courier.send(Mails.to("a@example.com, b@example.com"))).isInstanceOf(Outcome.Refused.class);
        assertThat(courier.send(Mails.to("You <a@example.com>"))).isInstanceOf(Outcome.Refused.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsAFailure() throws Exception {
        SmtpCourier courier = courier("smtp", SmtpConfig.Security.NONE);
        server.stop();

        assertThat(courier.send(Mails.to("ops@example.com"))).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aPasswordNeverGoesWhereStarttlsIsOnlyPerhaps() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> SmtpConfig.to("localhost").withLogin(LOGIN).withSecurity(SmtpConfig.Security.STARTTLS_OFFERED));
        assertThat(SmtpConfig.to("localhost").withLogin(LOGIN).toString()).doesNotContain("secret");
    }
}

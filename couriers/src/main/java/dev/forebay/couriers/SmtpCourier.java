package dev.forebay.couriers;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Hands mails to a mail server. Safe for any thread: each mail has a connection of its own, which costs a few
 * round trips and leaves nothing to keep alive; mails are few.
 */
public final class SmtpCourier implements MailCourier {
    private final SmtpConfig config;
    private final LongSupplier clock;
    private final Session session;

    /** @param clock milliseconds since 1970, for the mails' dates */
    public SmtpCourier(SmtpConfig config, LongSupplier clock) {
        this(config, clock, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param sockets decide whose certificates are trusted */
    public SmtpCourier(SmtpConfig config, LongSupplier clock, SSLSocketFactory sockets) {
        this.config = config;
        this.clock = clock;
        this.session = Session.getInstance(properties(config, sockets));
    }

    private static Properties properties(SmtpConfig config, SSLSocketFactory sockets) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", millis(config.connect()));
        properties.setProperty("mail.smtp.timeout", millis(config.read()));
        properties.setProperty("mail.smtp.writetimeout", millis(config.write()));
        properties.setProperty("mail.smtp.auth", Boolean.toString(config.login().isPresent()));
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", sockets);
        SmtpConfig.Security security = config.security();
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(security == SmtpConfig.Security.TLS));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(
                security == SmtpConfig.Security.STARTTLS_OFFERED || security == SmtpConfig.Security.STARTTLS_REQUIRED));
        properties.setProperty("mail.smtp.starttls.required",
                Boolean.toString(security == SmtpConfig.Security.STARTTLS_REQUIRED));
        return properties;
    }

    private static String millis(Duration duration) {
        return Long.toString(Math.max(1, duration.toMillis()));
    }

    @Override
    public Outcome send(Mail mail) {
        MimeMessage message;
        try {
            message = MailFormat.message(mail, session, clock.getAsLong());
        } catch (MessagingException e) {
            return new Outcome.Refused(0, "not a mail address");
        }
        try (Transport transport = session.getTransport("smtp")) {
            connect(transport);
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome.Delivered(SmtpReply.OK, SmtpReply.shown(lastReply(transport)));
        } catch (AuthenticationFailedException e) {
            // The login is ours: set right, the same mail goes.
            return new Outcome.Failed(SmtpReply.LOGIN_REFUSED, "the mail server refuses the login");
        } catch (MessagingException e) {
            return SmtpReply.outcome(e);
        }
    }

    private void connect(Transport transport) throws MessagingException {
        Optional<CourierLogin> login = config.login();
        transport.connect(config.host(), config.port(),
                login.map(CourierLogin::user).orElse(null), login.map(CourierLogin::password).orElse(null));
    }

    private static String lastReply(Transport transport) {
        return transport instanceof SMTPTransport smtp && smtp.getLastServerResponse() != null
                ? smtp.getLastServerResponse() : "";
    }
}

package dev.forebay.couriers;

import java.time.Duration;
import java.util.Optional;

/**
 * The mail server that takes our mails.
 *
 * @param host     its name, which its certificate must bear
 * @param port     25 between servers, 587 for those who log in, 465 with TLS from the start
 * @param security when the connection is encrypted
 * @param login    for a server that wants one
 * @param connect  how long to wait for a connection
 * @param read     how long to wait for each of its answers
 * @param write    how long to wait until it has taken what we write
 */
public record SmtpConfig(
        String host,
        int port,
        Security security,
        Optional<CourierLogin> login,
        Duration connect,
        Duration read,
        Duration write) {

    private static final int SUBMISSION_PORT = 587;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** When the connection is encrypted. */
    public enum Security {
        /** Never. */
        NONE,
        /** From STARTTLS on, when the server offers it. Whoever can change the traffic can prevent it. */
        STARTTLS_OFFERED,
        /** From STARTTLS on; a server that does not offer it gets nothing. */
        STARTTLS_REQUIRED,
        /** From the first byte. */
        TLS
    }

    /** @throws IllegalArgumentException when a password could go out in clear by somebody else's doing */
    public SmtpConfig {
        if (login.isPresent() && security == Security.STARTTLS_OFFERED) {
            throw new IllegalArgumentException("a login to a mail server wants TLS or required STARTTLS: with STARTTLS "
                    + "only if offered, whoever changes the traffic reads the password");
        }
    }

    /** Port 587, required STARTTLS, no login. */
    public static SmtpConfig to(String host) {
        return new SmtpConfig(
                host, SUBMISSION_PORT, Security.STARTTLS_REQUIRED, Optional.empty(), CONNECT, ANSWER, ANSWER);
    }

    public SmtpConfig withPort(int changed) {
        return new SmtpConfig(host, changed, security, login, connect, read, write);
    }

    public SmtpConfig withSecurity(Security changed) {
        return new SmtpConfig(host, port, changed, login, connect, read, write);
    }

    public SmtpConfig withLogin(CourierLogin changed) {
        return new SmtpConfig(host, port, security, Optional.of(changed), connect, read, write);
    }

    /** The same limit for connecting, reading and writing. */
    public SmtpConfig withTimeout(Duration changed) {
        return new SmtpConfig(host, port, security, login, changed, changed, changed);
    }
}

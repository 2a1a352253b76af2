package dev.forebay.couriers;

import jakarta.mail.MessagingException;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What a mail server's reply means for the mail. A reply of 500 and above to the mail itself is final; everything that
 * is about the connection, the login or the day is not.
 */
final class SmtpReply {
    static final int OK = 250;
    static final int LOGIN_REFUSED = 535;

    private static final int FINAL = 500;
    private static final int MAX_SHOWN = 200;

    /** Of the final ones, those that ask for encryption or a login: a matter of our configuration. */
    private static final Set<Integer> ABOUT_US = Set.of(523, 530, 534, LOGIN_REFUSED, 538);

    private SmtpReply() {}

    /** The outcome of an attempt that ended so. */
    static Outcome outcome(MessagingException failure) {
        for (Exception e = failure; e != null; e = e instanceof MessagingException chained ? chained.getNextException() : null) {
            int code = code(e);
            if (code > 0) {
                String detail = shown(e.getMessage());
                return code >= FINAL && !ABOUT_US.contains(code)
                        ? new Outcome.Refused(code, detail) : new Outcome.Failed(code, detail);
            }
        }
        return new Outcome.Failed(0, shown(failure.getMessage()));
    }

    /** The reply's code; 0 when this is no reply to the mail. */
    private static int code(Exception e) {
        return switch (e) {
            case SMTPAddressFailedException receiver -> receiver.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            // A mail with one receiver that is refused: the receiver's own exception comes next in the chain.
            case SMTPSendFailedException send when send.getNextException() == null -> send.getReturnCode();
            default -> 0;
        };
    }

    /** A reply on one line, short. */
    static String shown(String reply) {
        String line = reply == null ? "" : Mail.fitted(reply).strip();
        return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN);
    }
}

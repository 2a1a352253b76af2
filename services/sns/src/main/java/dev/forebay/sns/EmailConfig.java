package dev.forebay.sns;

/**
 * The mails of SNS.
 *
 * @param sender the address that they come from; nobody reads what is sent there
 */
public record EmailConfig(String sender) {

    public EmailConfig {
        if (!EmailAddress.isValid(sender)) {
            throw new IllegalArgumentException("not a mail address: " + sender);
        }
    }

    /** An address that cannot belong to anybody, good for an outbox; a real mail server wants one of its own. */
    public static EmailConfig defaults() {
        return new EmailConfig("no-reply@sns.forebay.invalid");
    }
}

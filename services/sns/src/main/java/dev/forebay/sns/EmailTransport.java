package dev.forebay.sns;

import dev.forebay.couriers.Mail;
import dev.forebay.couriers.MailCourier;
import dev.forebay.couriers.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Carries notifications as mails: for people as text with a way out below, for programs as JSON. */
final class EmailTransport implements Transport {
    /** AWS's subject where the publisher gave none. */
    private static final String SUBJECT = "AWS Notification Message";

    private final EmailLetter letter;
    private final MailCourier courier;
    private final BiFunction<Notification, Target, String> envelope;
    private final Function<Target, String> unsubscribeLink;
    private final BiFunction<Confirmation, Target, Mail> question;

    /**
     * @param envelope        the JSON that a program gets
     * @param unsubscribeLink where a subscriber ends its subscription
     * @param question        the mail that asks whether the receiver wants to be subscribed, or whether it meant to leave
     */
    EmailTransport(EmailConfig config, MailCourier courier, BiFunction<Notification, Target, String> envelope,
            Function<Target, String> unsubscribeLink, BiFunction<Confirmation, Target, Mail> question) {
        this.letter = new EmailLetter(config);
        this.courier = courier;
        this.envelope = envelope;
        this.unsubscribeLink = unsubscribeLink;
        this.question = question;
    }

    /** With AWS's links, and the envelopes that everybody gets. */
    static EmailTransport of(EmailConfig config, MailCourier courier, Envelopes envelopes, Links links) {
        EmailConfirmation mails = new EmailConfirmation(config);
        return new EmailTransport(config, courier,
                (notification, target) -> envelopes.of(notification, target.protocol(), target.signatureVersion()).to(target.subscriptionArn()),
                target -> links.unsubscribe(target.subscriptionArn()),
                (asked, target) -> target.protocol() == Protocol.EMAIL
                        ? mails.forPeople(asked, target, links.subscribe(asked.topicArn(), asked.token()))
                        : mails.forPrograms(asked, target, new String(envelopes.of(asked, target.signatureVersion()), StandardCharsets.UTF_8)));
    }

    @Override
    public Outcome confirm(Confirmation confirmation, Target target) {
        return courier.send(question.apply(confirmation, target));
    }

    @Override
    public Outcome deliver(Notification notification, Target target) {
        if (!EmailAddress.isValid(target.endpoint())) {
            return new Outcome.Refused(0, "not a mail address");
        }
        String subject = notification.subject().isEmpty() ? SUBJECT : notification.subject();
        String text = target.protocol() == Protocol.EMAIL_JSON ? envelope.apply(notification, target) : text(notification, target);
        return courier.send(letter.mail(notification.messageId(), target, notification.topicArn(), subject, text));
    }

    /** AWS: below the message, after a line of two hyphens, stands how to get no more of them. */
    private String text(Notification notification, Target target) {
        return notification.messageFor(Protocol.EMAIL) + "\n\n--\n"
                + "To receive no more notifications from this topic, open this link to unsubscribe:\n"
                + unsubscribeLink.apply(target) + "\n\n"
                + "Nobody reads answers to this mail.\n";
    }
}

package dev.forebay.sns;

import dev.forebay.couriers.Mail;
import java.util.UUID;

/** The mail that asks whether its receiver wants the notifications of a topic. */
final class EmailConfirmation {
    /** AWS's. */
    private static final String SUBJECT = "AWS Notification - Subscription Confirmation";

    private final EmailLetter letter;

    EmailConfirmation(EmailConfig config) {
        this.letter = new EmailLetter(config);
    }

    /**
     * For people.
     *
     * @param messageId names the mail
     * @param target    who is asked
     * @param link      confirms the subscription when it is opened
     */
    Mail forPeople(UUID messageId, Target target, String topicArn, String link) {
        return letter.mail(messageId, target, topicArn, SUBJECT, text(topicArn, link));
    }

    /** For programs: {@code envelope} is the confirmation's JSON, which holds the link. */
    Mail forPrograms(UUID messageId, Target target, String topicArn, String envelope) {
        return letter.mail(messageId, target, topicArn, SUBJECT, envelope);
    }

    static String text(String topicArn, String link) {
        return "Somebody, perhaps you, asked for this address to be subscribed to the topic:\n"
                + topicArn + "\n\n"
                + "To confirm, open this link:\n"
                + link + "\n\n"
                + "If you do not want the subscription, do nothing: without the confirmation nothing is sent.\n";
    }
}

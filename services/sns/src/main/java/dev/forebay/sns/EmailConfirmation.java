package dev.forebay.sns;

import dev.forebay.couriers.Mail;

/** The mail that asks whether its receiver wants the notifications of a topic, or tells that no more will come. */
final class EmailConfirmation {
    private final EmailLetter letter;

    EmailConfirmation(EmailConfig config) {
        this.letter = new EmailLetter(config);
    }

    /**
     * For people.
     *
     * @param target who is asked
     * @param link   confirms the subscription, or brings it back, when it is opened
     */
    Mail forPeople(Confirmation confirmation, Target target, String link) {
        return mail(confirmation, target, text(confirmation, link));
    }

    /** For programs: {@code envelope} is the confirmation's JSON, which holds the link. */
    Mail forPrograms(Confirmation confirmation, Target target, String envelope) {
        return mail(confirmation, target, envelope);
    }

    private Mail mail(Confirmation confirmation, Target target, String text) {
        return letter.mail(confirmation.messageId(), target, confirmation.topicArn(), subject(confirmation), text);
    }

    /** AWS's. */
    private static String subject(Confirmation confirmation) {
        return switch (confirmation.kind()) {
            case SUBSCRIPTION -> "AWS Notification - Subscription Confirmation";
            case UNSUBSCRIPTION -> "AWS Notification - Unsubscribe Confirmation";
        };
    }

    private static String text(Confirmation confirmation, String link) {
        return switch (confirmation.kind()) {
            case SUBSCRIPTION -> "Somebody, perhaps you, asked for this address to be subscribed to the topic:\n"
                    + confirmation.topicArn() + "\n\n"
                    + "To confirm, open this link:\n"
                    + link + "\n\n"
                    + "If you do not want the subscription, do nothing: without the confirmation nothing is sent.\n";
            case UNSUBSCRIPTION -> "This address gets no more notifications from the topic:\n"
                    + confirmation.topicArn() + "\n\n"
                    + "If that was a mistake, open this link within three days to be subscribed as before:\n"
                    + link + "\n";
        };
    }
}

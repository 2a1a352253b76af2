package dev.forebay.sns;

import dev.forebay.couriers.Mail;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** The parts that all mails of SNS share: who they come from, what names them, and their headers. */
record EmailLetter(EmailConfig config) {
    private static final String NOBODY = "AWS Notifications";

    /**
     * A mail to a subscriber.
     *
     * @param messageId the notification, whose id is in a header, as on AWS
     */
    Mail mail(UUID messageId, Target target, String topicArn, String subject, String text) {
        String name = target.displayName().isEmpty() ? NOBODY : Mail.fitted(target.displayName());
        Map<String, String> headers = Map.of(
                "x-amz-sns-message-id", messageId.toString(),
                "x-amz-sns-subscription-arn", Mail.fitted(target.subscriptionArn()),
                "x-amz-sns-topic-arn", Mail.fitted(topicArn));
        return new Mail(id(messageId, target), name, config.sender(), target.endpoint(), Mail.fitted(subject), text, headers);
    }

    /** The same for every attempt, another for every subscriber. */
    private static String id(UUID messageId, Target target) {
        String to = target.subscriptionArn() + "\n" + target.endpoint();
        return messageId + "." + UUID.nameUUIDFromBytes(to.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.forebay.sns;

import dev.forebay.couriers.TextMessage;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What becomes of a notification that is to be a text: AWS's rules for texts and for the attributes that steer them. */
final class SmsText {
    /** AWS: of one publish, however many parts the phone gets. */
    static final int MAX_LENGTH = 1600;

    private static final String SENDER_ID = "AWS.SNS.SMS.SenderID";
    private static final String TYPE = "AWS.SNS.SMS.SMSType";
    private static final String MAX_PRICE = "AWS.SNS.SMS.MaxPrice";
    private static final String ORIGINATION = "AWS.MM.SMS.OriginationNumber";
    private static final String ENTITY_ID = "AWS.MM.SMS.EntityId";
    private static final String TEMPLATE_ID = "AWS.MM.SMS.TemplateId";

    private static final Pattern SENDER = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9-]{1,11}");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{5,14}");
    private static final Pattern REGISTRATION = Pattern.compile("[A-Za-z0-9_-]{1,50}");

    /** Longer numbers are nobody's price, and slow to read. */
    private static final int MAX_PRICE_LENGTH = 32;

    private SmsText() {}

    static boolean isSenderId(String text) {
        return SENDER.matcher(text).matches();
    }

    static boolean isType(String text) {
        return text.equals("Promotional") || text.equals("Transactional");
    }

    /** The text that a phone gets; refused as an invalid parameter when AWS's rules are broken. */
    static TextMessage of(Notification notification, PhoneNumber number, SmsAttributes defaults) {
        String text = notification.messageFor(Protocol.SMS);
        checkLength(text);
        Map<String, MessageAttribute> attributes = notification.attributes();
        String sender = text(attributes, SENDER_ID, defaults.senderId());
        String type = text(attributes, TYPE, defaults.type());
        String origination = text(attributes, ORIGINATION, "");
        String entity = text(attributes, ENTITY_ID, "");
        String template = text(attributes, TEMPLATE_ID, "");
        require(sender.isEmpty() || isSenderId(sender), SENDER_ID);
        require(isType(type), TYPE);
        require(origination.isEmpty() || NUMBER.matcher(origination).matches(), ORIGINATION);
        require(entity.isEmpty() || REGISTRATION.matcher(entity).matches(), ENTITY_ID);
        require(template.isEmpty() || REGISTRATION.matcher(template).matches(), TEMPLATE_ID);
        // Texts have no price here, so none is above what one is ready to pay; what is no price is refused all the same.
        require(isPrice(text(attributes, MAX_PRICE, "0")), MAX_PRICE);
        TextMessage.Kind kind = type.equals("Transactional") ? TextMessage.Kind.TRANSACTIONAL : TextMessage.Kind.PROMOTIONAL;
        return new TextMessage(number.value(), text, sender, origination, kind, entity, template);
    }

    private static void checkLength(String text) {
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            throw SnsErrors.invalidParameter("Message too long");
        }
    }

    private static String text(Map<String, MessageAttribute> attributes, String name, String otherwise) {
        MessageAttribute attribute = attributes.get(name);
        return attribute == null || attribute.isBinary() ? otherwise : attribute.text();
    }

    private static void require(boolean fine, String attribute) {
        if (!fine) {
            throw invalid(attribute);
        }
    }

    private static AwsServiceException invalid(String attribute) {
        return SnsErrors.invalidParameter("MessageAttributes Reason: " + attribute + " is invalid");
    }

    private static boolean isPrice(String text) {
        if (text.length() > MAX_PRICE_LENGTH) {
            return false;
        }
        try {
            return new BigDecimal(text).signum() >= 0;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }
}

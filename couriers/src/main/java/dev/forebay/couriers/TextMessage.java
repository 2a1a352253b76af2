package dev.forebay.couriers;

/**
 * A text message to one phone.
 *
 * @param phoneNumber       the receiver, E.164 with its plus sign, such as {@code +15550100}
 * @param text              the text, of any length
 * @param senderId          what the phone shows as sender, letters and digits; empty for none
 * @param originationNumber the number that it comes from, with or without a plus sign; empty for none. Wins over the sender id
 * @param kind              whether delivery matters more than its cost
 * @param entityId          the sender's registration, where a country wants one (India); empty for none
 * @param templateId        the text's registration, where a country wants one (India); empty for none
 */
public record TextMessage(
        String phoneNumber,
        String text,
        String senderId,
        String originationNumber,
        Kind kind,
        String entityId,
        String templateId) {

    /** What a text is for. */
    public enum Kind {
        /** Offers and news: cheapness matters. */
        PROMOTIONAL,
        /** One-time passwords and the like: arrival matters. */
        TRANSACTIONAL
    }

    /** A text without anything special. */
    public static TextMessage of(String phoneNumber, String text, Kind kind) {
        return new TextMessage(phoneNumber, text, "", "", kind, "", "");
    }

    /** What the phone shows as sender: the number, else the id; empty when there is neither. */
    public String source() {
        return originationNumber.isEmpty() ? senderId : originationNumber;
    }

    /** Leaves the text out: it may be a secret. */
    @Override
    public String toString() {
        return "TextMessage[" + phoneNumber + ", " + text.length() + " characters]";
    }
}

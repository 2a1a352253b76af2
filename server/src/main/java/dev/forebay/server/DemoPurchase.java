package dev.forebay.server;

import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * A purchase, as it travels: {@code purchase 17 amount 620 status placed}; amount and status are attributes too, for the
 * filters to look at.
 *
 * @param number which one, from 1
 */
record DemoPurchase(int number, int amount, String status) {
    static final String PLACED = "placed";
    static final String CANCELLED = "cancelled";
    static final String DECLINED = "declined";

    /** The purchase of this number: of each ten, seven are placed, two cancelled, one declined; amounts from 0 to 990. */
    static DemoPurchase of(int number) {
        int digit = number % 10;
        return new DemoPurchase(number, number * 37 % 100 * 10, digit < 7 ? PLACED : digit < 9 ? CANCELLED : DECLINED);
    }

    static DemoPurchase parse(String body) {
        String[] words = body.split(" ");
        return new DemoPurchase(Integer.parseInt(words[1]), Integer.parseInt(words[3]), words[5]);
    }

    String body() {
        return "purchase " + number + " amount " + amount + " status " + status;
    }

    Map<String, MessageAttributeValue> attributes() {
        return Map.of("amount", attribute("Number", Integer.toString(amount)), "status", attribute("String", status));
    }

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}

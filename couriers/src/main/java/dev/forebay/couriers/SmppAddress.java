package dev.forebay.couriers;

import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/**
 * An address as SMPP wants it.
 *
 * @param ton  what kind of number it is
 * @param npi  in which plan
 * @param text the number without a plus sign, or a name
 */
record SmppAddress(TypeOfNumber ton, NumberingPlanIndicator npi, String text) {
    /** No longer than this, a number without a plus sign is a short code. */
    private static final int SHORT_CODE = 8;

    static SmppAddress of(String address) {
        String digits = address.startsWith("+") ? address.substring(1) : address;
        if (address.isEmpty()) {
            return new SmppAddress(TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "");
        }
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return new SmppAddress(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, address);
        }
        if (digits.length() <= SHORT_CODE && digits.length() == address.length()) {
            return new SmppAddress(TypeOfNumber.NETWORK_SPECIFIC, NumberingPlanIndicator.ISDN, digits);
        }
        return new SmppAddress(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, digits);
    }
}

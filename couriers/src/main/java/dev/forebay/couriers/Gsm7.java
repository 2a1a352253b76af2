package dev.forebay.couriers;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * The alphabet of GSM 03.38: 128 characters of one septet, and a few more of two, the first being the escape. Septets
 * are left in bytes of their own, as SMPP wants them.
 */
final class Gsm7 {
    /** By septet; the blank at 27 stands where the escape is. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** What follows the escape, and its septet. */
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private static final byte[] EXTENSION_SEPTETS = {10, 20, 40, 41, 47, 60, 61, 62, 64, 101};

    static final byte ESCAPE = 27;

    private Gsm7() {}

    /** The text's septets; empty when a character is not in the alphabet. */
    static Optional<byte[]> encode(String text) {
        ByteArrayOutputStream septets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int basic = BASIC.indexOf(c, c == ' ' ? ESCAPE + 1 : 0);
            int extension = basic < 0 ? EXTENSION.indexOf(c) : -1;
            if (basic >= 0) {
                septets.write(basic);
            } else if (extension >= 0) {
                septets.write(ESCAPE);
                septets.write(EXTENSION_SEPTETS[extension]);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(septets.toByteArray());
    }

    /** The text of septets; what is in no table becomes a question mark, for it comes from outside. */
    static String decode(byte[] septets) {
        StringBuilder text = new StringBuilder(septets.length);
        for (int i = 0; i < septets.length; i++) {
            if (septets[i] == ESCAPE && i + 1 < septets.length) {
                text.append(extension(septets[++i]));
            } else {
                text.append(septets[i] < 0 ? '?' : BASIC.charAt(septets[i]));
            }
        }
        return text.toString();
    }

    private static char extension(byte septet) {
        for (int i = 0; i < EXTENSION_SEPTETS.length; i++) {
            if (EXTENSION_SEPTETS[i] == septet) {
                return EXTENSION.charAt(i);
            }
        }
        return '?';
    }
}

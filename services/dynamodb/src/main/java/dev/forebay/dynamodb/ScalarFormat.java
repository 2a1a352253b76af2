package dev.forebay.dynamodb;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Key values as bytes that compare as the values do.
 *
 * <pre>
 *   S  UTF-8            B  as it is
 *   N  0x80 for zero
 *      0x81, exponent + 512 (2), each digit + 1                       greater than zero
 *      0x7f, the complement of the same, 0xff                         less than zero
 *
 *   In a key: each 0x00 as 0x00 0xff, and 0x00 0x00 at the end, so that a shorter value comes before a longer one.
 * </pre>
 */
final class ScalarFormat {
    private static final int ZERO = 0x80;
    private static final int POSITIVE = 0x81;
    private static final int NEGATIVE = 0x7f;
    private static final int BIAS = 512;

    private ScalarFormat() {}

    static byte[] bytes(Value.Scalar value) {
        return switch (value) {
            case Value.Text text -> text.text().getBytes(StandardCharsets.UTF_8);
            case Value.Binary binary -> binary.bytes();
            case Value.Numeric numeric -> bytes(numeric.number());
        };
    }

    private static byte[] bytes(BigDecimal number) {
        if (number.signum() == 0) {
            return new byte[] {(byte) ZERO};
        }
        int flip = number.signum() > 0 ? 0 : 0xff;
        int exponent = Numbers.exponent(number) + BIAS;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(flip == 0 ? POSITIVE : NEGATIVE);
        out.write(exponent >>> 8 ^ flip);
        out.write(exponent & 0xff ^ flip);
        number.unscaledValue().abs().toString().chars().forEach(digit -> out.write(digit - '0' + 1 ^ flip));
        if (flip != 0) {
            out.write(flip);
        }
        return out.toByteArray();
    }

    /** Appends a value to a key, with its end. */
    static void append(ByteArrayOutputStream key, Value.Scalar value) {
        appendOpen(key, value);
        key.write(0);
        key.write(0);
    }

    /** Appends a value to a key without its end: what all that begin with it have in common. */
    static void appendOpen(ByteArrayOutputStream key, Value.Scalar value) {
        for (byte one : bytes(value)) {
            key.write(one);
            if (one == 0) {
                key.write(0xff);
            }
        }
    }
}

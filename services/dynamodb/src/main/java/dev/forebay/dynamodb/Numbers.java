package dev.forebay.dynamodb;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** DynamoDB's numbers: decimal, 38 digits, from 1E-130 to 9.99E+125. */
final class Numbers {
    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;
    /** Longer than any number that can be, with zeros on both sides. */
    private static final int MAX_TEXT = 1_000;

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,6})?");

    private Numbers() {}

    static Value.Numeric parse(String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT || !NUMBER.matcher(text).matches()) {
            throw DynamoErrors.validation("The parameter cannot be converted to a numeric value" + (text.isEmpty() ? "" : ": " + text));
        }
        return new Value.Numeric(checked(new BigDecimal(text)));
    }

    /** The number without trailing zeros, if DynamoDB can hold it. */
    static BigDecimal checked(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        int exponent = exponent(stripped);
        if (exponent > MAX_EXPONENT) {
            throw DynamoErrors.validation("Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (exponent < MIN_EXPONENT) {
            throw DynamoErrors.validation("Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
        if (stripped.precision() > MAX_DIGITS) {
            throw DynamoErrors.validation("Attempting to store more than 38 significant digits in a Number");
        }
        return stripped;
    }

    /** AWS: numbers come back without an exponent and without what does not count. */
    static String text(BigDecimal number) {
        return number.toPlainString();
    }

    /** The power of ten of the first digit. */
    static int exponent(BigDecimal number) {
        return number.precision() - number.scale() - 1;
    }
}

package dev.forebay.sqs;

/**
 * How a FIFO queue's sequences look to its users. AWS: 20 digits, growing, not consecutive.
 */
final class SequenceNumbers {
    private static final String HEAD = "1";
    private static final int DIGITS = 19;
    private static final long STEP = 256;

    private SequenceNumbers() {}

    static String format(long sequence) {
        String digits = Long.toString((sequence + 1) * STEP);
        return HEAD + "0".repeat(DIGITS - digits.length()) + digits;
    }
}

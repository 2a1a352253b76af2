package dev.forebay.benchmarks;

import java.util.Arrays;
import java.util.Random;

/** Text that no compressor makes smaller, and that costs nothing to have: slices of one large random text. For one thread. */
final class Noise {
    private static final int SIZE = 1 << 22;
    private static final byte[] TEXT = text();

    private final Random random = new Random();
    private final int bytes;

    Noise(int bytes) {
        this.bytes = bytes;
    }

    private static byte[] text() {
        byte[] text = new byte[SIZE];
        Random seeded = new Random(1);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";
        for (int i = 0; i < SIZE; i++) {
            text[i] = (byte) letters.charAt(seeded.nextInt(letters.length()));
        }
        return text;
    }

    /** How long each is. */
    int bytes() {
        return bytes;
    }

    /** The next, as bytes of its own. */
    byte[] next() {
        int from = random.nextInt(SIZE - bytes);
        return Arrays.copyOfRange(TEXT, from, from + bytes);
    }

    /** Appends the next. */
    void addTo(Request request) {
        int from = random.nextInt(SIZE - bytes);
        request.add(TEXT, from, from + bytes);
    }
}

package dev.forebay.couriers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text as SMPP carries it: in GSM's alphabet where all of its characters are in it, else in UCS-2; and in parts that
 * each fit one message, never cut within a character.
 *
 * <pre>
 *   a part's header (UDH):  | 5 | 0 | 3 | reference | how many | which, from 1 |
 * </pre>
 *
 * @param ucs2  whether the bytes are UCS-2
 * @param bytes the whole text
 */
record SmppText(boolean ucs2, byte[] bytes) {
    private static final int HEADER = 6;
    private static final int GSM7_SINGLE = 160;
    private static final int GSM7_PART = 153;
    private static final int UCS2_SINGLE = 140;
    private static final int UCS2_PART = 134;

    /** The header counts parts in one byte. */
    private static final int MAX_PARTS = 255;

    static SmppText of(String text) {
        Optional<byte[]> gsm = Gsm7.encode(text);
        return gsm.map(septets -> new SmppText(false, septets))
                .orElseGet(() -> new SmppText(true, text.getBytes(StandardCharsets.UTF_16BE)));
    }

    boolean fitsOne() {
        return bytes.length <= (ucs2 ? UCS2_SINGLE : GSM7_SINGLE);
    }

    /** Where each part begins, and the end of the last. */
    private List<Integer> cuts() {
        List<Integer> cuts = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            cuts.add(from);
            int to = Math.min(bytes.length, from + (ucs2 ? UCS2_PART : GSM7_PART));
            from = to < bytes.length && splitsCharacter(to) ? to - (ucs2 ? 2 : 1) : to;
        }
        cuts.add(bytes.length);
        return cuts;
    }

    private boolean splitsCharacter(int at) {
        return ucs2 ? Character.isHighSurrogate((char) (bytes[at - 2] << 8 | bytes[at - 1] & 0xff)) : bytes[at - 1] == Gsm7.ESCAPE;
    }

    /** Whether it can go in parts at all. */
    boolean fitsParts() {
        return cuts().size() - 1 <= MAX_PARTS;
    }

    /** The parts with their headers; {@code reference} tells the parts of one text from those of another. */
    List<byte[]> parts(int reference) {
        List<Integer> cuts = cuts();
        int count = cuts.size() - 1;
        List<byte[]> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = cuts.get(i + 1) - cuts.get(i);
            byte[] part = new byte[HEADER + length];
            byte[] header = {HEADER - 1, 0, 3, (byte) reference, (byte) count, (byte) (i + 1)};
            System.arraycopy(header, 0, part, 0, HEADER);
            System.arraycopy(bytes, cuts.get(i), part, HEADER, length);
            parts.add(part);
        }
        return parts;
    }
}

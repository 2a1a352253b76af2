package dev.forebay.store;

import java.util.Arrays;

/**
 * Which entries lie apart from the others, in a family of their own: large ones that are written once, never changed, and
 * removed in the order in which they came. Their values go to files beside the tables, which merges of tables do not
 * move. Told by one byte of the key; every range that is scanned or deleted has that byte the same from its beginning to
 * its last entry.
 *
 * @param at  place of the byte in a key; -1 where nothing lies apart
 * @param tag what stands there in keys of such entries
 */
public record Apart(int at, byte tag) {
    /** Nothing does. */
    public static final Apart NONE = new Apart(-1, (byte) 0);

    /** Before what {@link #text} says, if it says anything. */
    static final String SEPARATOR = ", apart ";

    boolean holds(byte[] key) {
        return at >= 0 && key.length > at && key[at] == tag;
    }

    /**
     * Refuses a range of keys that could have entries on both sides: whoever reads or deletes it would meet those of one side only.
     *
     * @param to the first key beyond it
     * @throws IllegalArgumentException when it could
     */
    void requireOneSide(byte[] from, byte[] to) {
        if (at < 0 || Arrays.compareUnsigned(from, to) >= 0) {
            return;
        }
        boolean sure = from.length > at && (Arrays.mismatch(from, 0, at, to, 0, Math.min(at, to.length)) < 0
                ? isOneSided(from[at], to) : isAbove(from[at]) && isNextPrefix(from, to));
        if (!sure) {
            throw new IllegalArgumentException("a range must not have entries that lie apart beside others: its keys agree up to byte " + at);
        }
    }

    /** Of a range whose keys agree before the byte. */
    private boolean isOneSided(byte first, byte[] to) {
        boolean endsAtByte = to.length == at + 1;
        int last = Byte.toUnsignedInt(to[at]) - (endsAtByte ? 1 : 0);
        int tagged = Byte.toUnsignedInt(tag);
        return isAbove(first) || last < tagged || first == tag && last == tagged;
    }

    private boolean isAbove(byte first) {
        return Byte.toUnsignedInt(first) > Byte.toUnsignedInt(tag);
    }

    /** Whether the end is where the keys with the next value before the byte begin. */
    private boolean isNextPrefix(byte[] from, byte[] to) {
        byte[] next = Arrays.copyOf(from, at);
        for (int i = at - 1; i >= 0 && ++next[i] == 0; i--) {
            // the carry goes on
        }
        return Arrays.equals(next, to);
    }

    /** As the file {@code format} says it: where an entry lies must not change during the life of a store. */
    String text() {
        return at < 0 ? "" : SEPARATOR + "%d:%02x".formatted(at, tag);
    }
}

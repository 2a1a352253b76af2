package dev.forebay.store;

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

    boolean holds(byte[] key) {
        return at >= 0 && key.length > at && key[at] == tag;
    }

    /** As the file {@code format} says it: where an entry lies must not change during the life of a store. */
    String text() {
        return at < 0 ? "" : ", apart %d:%02x".formatted(at, tag);
    }
}

package dev.forebay.kms;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What tells a key from all others, here and elsewhere, for ever.
 *
 * @param id a UUID as AWS writes it
 */
record KeyName(Place place, String id) {
    static final int ID_BYTES = 16;

    private static final Pattern WELL_FORMED = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");

    /** Whether the text looks like a key's id, of one region or of several. */
    static boolean isWellFormed(String id) {
        return WELL_FORMED.matcher(id).matches();
    }

    String arn() {
        return place.arn("key/" + id);
    }

    byte[] idBytes() {
        UUID uuid = UUID.fromString(id);
        return ByteBuffer.allocate(ID_BYTES).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()).array();
    }

    /** The id that sixteen bytes hold. */
    static String id(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }
}

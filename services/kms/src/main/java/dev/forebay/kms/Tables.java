package dev.forebay.kms;

import dev.forebay.runtime.Keys;
import java.nio.charset.StandardCharsets;

/**
 * The tables of KMS in the store: the third byte of every key. 0x90 to 0x9f are this service's. All rows of an account in a
 * region are in one partition.
 *
 * <pre>
 *   table    key after the table                     value
 *   KEY      account / region / key id               KeyRecord, its materials in it, sealed
 *   ALIAS    account / region / alias/name           Alias
 *   GRANT    account / region / key id / grant id    Grant
 * </pre>
 */
final class Tables {
    static final byte KEY = (byte) 0x90;
    static final byte ALIAS = (byte) 0x91;
    static final byte GRANT = (byte) 0x92;

    private Tables() {}

    static byte[] key(int partition, byte table, Place place, String name) {
        return Keys.of(partition, table, (place + "/" + name).getBytes(StandardCharsets.UTF_8));
    }

    /** Account, region and the rest of a key. */
    static String[] parts(byte[] key) {
        return new String(Keys.rest(key), StandardCharsets.UTF_8).split("/", 3);
    }
}

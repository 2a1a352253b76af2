package dev.forebay.sns;

import dev.forebay.runtime.Bytes;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Scan;
import dev.forebay.vault.SealBroken;
import dev.forebay.vault.Vault;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The rows that may have secrets: the signing key, platform applications with their credentials, subscriptions with endpoints and
 * tokens, one-time passwords. The vault seals what is secret in them, in version 2. Earlier builds had it in the clear, in version 1,
 * which is now for rows without secrets: those that have some are read, and written anew when the service opens.
 */
final class SealedRows {
    static final byte IN_THE_CLEAR = 1;
    static final byte SEALED = 2;

    private static final List<Byte> TABLES = List.of(Tables.APPLICATION, Tables.SIGNING_KEY, Tables.SUBSCRIPTION, Tables.ENDED, Tables.SMS);

    private SealedRows() {}

    static boolean isInTheClear(byte[] row) {
        return row.length > 0 && row[0] == IN_THE_CLEAR;
    }

    /** Whether there is one that was sealed. */
    static boolean exist(Partitions partitions) {
        return partitions.all().stream().anyMatch(partition -> TABLES.stream().anyMatch(table -> exist(partition, table)));
    }

    private static boolean exist(Partition partition, byte table) {
        byte[] to = Keys.of(partition.number(), (byte) (table + 1));
        boolean found = false;
        try (Scan scan = partition.store().scan(Keys.of(partition.number(), table), to)) {
            while (!found && scan.next()) {
                found = !isInTheClear(scan.value());
            }
        }
        return found;
    }

    /**
     * A row that ends with its secrets, which are bound to its place and to everything before them:
     *
     * <pre>
     *   | head | length | secrets, sealed by the vault |
     *   |      |   4    |                              |
     * </pre>
     */
    static byte[] write(byte[] head, byte[] secrets, String place, Vault vault) {
        byte[] sealed = vault.seal(secrets, context(place, head));
        return ByteBuffer.allocate(head.length + Integer.BYTES + sealed.length).put(head).putInt(sealed.length).put(sealed).array();
    }

    /** The secrets of such a row of which the head has been read; {@code what} names them when their seal is broken. */
    static byte[] open(String what, byte[] row, DataInputStream in, String place, Vault vault) throws IOException {
        byte[] context = context(place, Arrays.copyOf(row, row.length - in.available()));
        byte[] sealed = Bytes.bytes(in);
        return named(what, () -> vault.open(sealed, context));
    }

    private static byte[] context(String place, byte[] head) {
        byte[] text = place.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(text.length + head.length).put(text).put(head).array();
    }

    /** Requires that the row ends here: a sealed one that says it was not is too long, and to go on would be to forget its secrets. */
    static <T> T toItsEnd(String what, DataInputStream in, T read) throws IOException {
        if (in.available() > 0) {
            throw new IllegalStateException("the record of " + what + " is too long");
        }
        return read;
    }

    /** What a row says, which is named when its seal is broken. */
    static <T> T named(String what, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (SealBroken broken) {
            throw new SealBroken(what + " cannot be read from the store: " + broken.getMessage(), broken);
        }
    }
}

package dev.forebay.vault;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A keyring as it is stored:
 *
 * <pre>
 * version 1 (1) · kind of master key (1) · its parameters: length (2), bytes · count (2) · each key: number (4), length (2), sealed
 * </pre>
 *
 * Each key is sealed under the master key, for its number: a master key that opens them is the right one.
 */
final class KeyringFormat {
    private static final byte VERSION = 1;
    private static final int MOST_BYTES = 64 * 1024;

    private KeyringFormat() {}

    static void write(Map<Integer, byte[]> keys, MasterKey master, KeyringRow row) {
        MasterKey.Fresh fresh = master.create();
        ByteBuffer out = ByteBuffer.allocate(MOST_BYTES).put(VERSION).put((byte) master.kind().code());
        put(out, fresh.parameters());
        out.putShort((short) keys.size());
        new TreeMap<>(keys).forEach((number, key) -> {
            out.putInt(number);
            put(out, fresh.vault().seal(key, context(number)));
        });
        byte[] written = new byte[out.flip().remaining()];
        out.get(written);
        row.write(written);
    }

    /**
     * Reads and unseals.
     *
     * @throws VaultLocked when the master key does not open it
     */
    static Map<Integer, byte[]> read(MasterKey master, KeyringRow row) {
        ByteBuffer in = stored(row);
        try {
            requireKind(master, kind(in));
            byte[] parameters = get(in);
            Map<Integer, byte[]> sealed = new TreeMap<>();
            for (int left = in.getShort(); left > 0; left--) {
                sealed.put(in.getInt(), get(in));
            }
            if (sealed.isEmpty() || in.hasRemaining()) {
                throw new BufferUnderflowException();
            }
            return unsealed(master, parameters, sealed);
        } catch (BufferUnderflowException e) {
            throw new VaultLocked("the keyring in this store is damaged", e);
        }
    }

    /** What it is sealed under. */
    static MasterKey.Kind kind(KeyringRow row) {
        try {
            return kind(stored(row));
        } catch (BufferUnderflowException e) {
            throw new VaultLocked("the keyring in this store is damaged", e);
        }
    }

    private static ByteBuffer stored(KeyringRow row) {
        return ByteBuffer.wrap(row.read().orElseThrow(() -> new VaultLocked("this store has no secrets yet, and so no keyring")));
    }

    private static MasterKey.Kind kind(ByteBuffer in) {
        if (in.get() != VERSION) {
            throw new VaultLocked("the keyring in this store was written by another version");
        }
        return MasterKey.Kind.of(in.get())
                .orElseThrow(() -> new VaultLocked("the keyring in this store is sealed in a way that is not known to this version"));
    }

    private static void requireKind(MasterKey master, MasterKey.Kind kind) {
        if (kind != master.kind()) {
            throw new VaultLocked("the secrets in this store are sealed under " + kind + ", and " + master.kind()
                    + " is configured. Configure what they are sealed under; docs/kms.md tells how to go from one to the other.");
        }
    }

    private static Map<Integer, byte[]> unsealed(MasterKey master, byte[] parameters, Map<Integer, byte[]> sealed) {
        try {
            return unsealed(master.open(parameters), sealed);
        } catch (SealBroken wrong) {
            try {
                Map<Integer, byte[]> opened = unsealed(master.openUnfinished(parameters).orElseThrow(() -> wrong), sealed);
                master.finish();
                return opened;
            } catch (SealBroken stillWrong) {
                throw new VaultLocked(master + " is not what the secrets in this store are sealed under. Nothing was changed."
                        + " Bring back the one that they are sealed under: no other opens them.", wrong);
            }
        }
    }

    private static Map<Integer, byte[]> unsealed(Vault vault, Map<Integer, byte[]> sealed) {
        Map<Integer, byte[]> keys = new TreeMap<>();
        sealed.forEach((number, key) -> keys.put(number, vault.open(key, context(number))));
        return keys;
    }

    private static byte[] context(int number) {
        return ("forebay vault key " + number).getBytes(StandardCharsets.US_ASCII);
    }

    private static void put(ByteBuffer out, byte[] bytes) {
        out.putShort((short) bytes.length).put(bytes);
    }

    private static byte[] get(ByteBuffer in) {
        int length = Short.toUnsignedInt(in.getShort());
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}

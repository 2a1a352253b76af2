package dev.forebay.vault;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The keys that seal what is in a store, themselves sealed under a master key. The newest seals, all of them open:
 *
 * <pre>
 * sealed by a keyring:  version 2 (1) · number of the key (4) · as AesVault seals
 * </pre>
 *
 * To rotate the master key is to seal the keyring anew, and nothing else. Immutable; any thread.
 */
public final class Keyring implements Vault {
    private static final byte VERSION = 2;
    private static final int HEAD = 1 + Integer.BYTES;

    private final NavigableMap<Integer, Vault> keys = new TreeMap<>();

    private Keyring(Map<Integer, byte[]> keys) {
        keys.forEach((number, key) -> this.keys.put(number, new AesVault(key)));
    }

    /**
     * Opens a store's keyring, or makes it for a store that has none.
     *
     * @throws VaultLocked when this master key does not open it, or when it is missing and there are secrets: a new one would open none of them
     */
    public static Keyring open(MasterKey master, KeyringRow row) {
        if (row.read().isEmpty()) {
            if (row.hasSecrets()) {
                throw new VaultLocked("the keyring is missing from this store, and there are secrets in it that only that keyring opens. Nothing was changed."
                        + " Bring back the data directory as a whole from a backup or a snapshot: a part of it will not do, and a new keyring would open nothing.");
            }
            KeyringFormat.write(Map.of(1, newKey()), master, row);
        }
        return new Keyring(KeyringFormat.read(master, row));
    }

    /**
     * What kind of master key a store's keyring is sealed under.
     *
     * @throws VaultLocked when there is none
     */
    public static MasterKey.Kind kind(KeyringRow row) {
        return KeyringFormat.kind(row);
    }

    /**
     * Seals a store's keyring under another master key, and adds a key that seals from now on. Done, or not begun: never
     * half done. The store must not be open elsewhere.
     *
     * @return how many keys there are now
     */
    public static int rotate(MasterKey from, MasterKey to, KeyringRow row) {
        NavigableMap<Integer, byte[]> keys = new TreeMap<>(KeyringFormat.read(from, row));
        keys.put(keys.lastKey() + 1, newKey());
        KeyringFormat.write(keys, to, row);
        to.settle();
        int count = keys.size();
        keys.values().forEach(key -> Arrays.fill(key, (byte) 0));
        return count;
    }

    private static byte[] newKey() {
        byte[] key = new byte[AesVault.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    @Override
    public byte[] seal(byte[] secret, byte[] context) {
        byte[] sealed = keys.lastEntry().getValue().seal(secret, context);
        return ByteBuffer.allocate(HEAD + sealed.length).put(VERSION).putInt(keys.lastKey()).put(sealed).array();
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
        if (sealed.length < HEAD || sealed[0] != VERSION) {
            throw new SealBroken("not something that this vault sealed", null);
        }
        Vault key = keys.get(ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt());
        if (key == null) {
            throw new SealBroken("sealed under a key that is not in this keyring", null);
        }
        return key.open(Arrays.copyOfRange(sealed, HEAD, sealed.length), context);
    }
}

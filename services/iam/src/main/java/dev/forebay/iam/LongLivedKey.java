package dev.forebay.iam;

import dev.forebay.runtime.Bytes;
import dev.forebay.vault.Vault;
import java.nio.charset.StandardCharsets;

/**
 * An access key that lasts until it is deleted. Stored in the KEY table: version (1), id, owner, sealed secret, active (1), created (8);
 * the secret is sealed with the key's id for its context.
 *
 * @param owner  id of the user; empty for the account's root
 * @param secret never to be logged
 */
record LongLivedKey(String id, String owner, String secret, boolean active, long created) {
    private static final int VERSION = 1;

    LongLivedKey active(boolean is) {
        return new LongLivedKey(id, owner, secret, is, created);
    }

    boolean isRoot() {
        return owner.isEmpty();
    }

    byte[] write(Vault vault) {
        return Bytes.write(VERSION, out -> {
            Bytes.text(out, id);
            Bytes.text(out, owner);
            Bytes.bytes(out, vault.seal(secret.getBytes(StandardCharsets.UTF_8), context(id)));
            out.writeBoolean(active);
            out.writeLong(created);
        });
    }

    static LongLivedKey read(byte[] bytes, Vault vault) {
        return Bytes.read(bytes, VERSION, "an access key", in -> {
            String id = Bytes.text(in);
            return new LongLivedKey(id, Bytes.text(in), new String(vault.open(Bytes.bytes(in), context(id)), StandardCharsets.UTF_8),
                    in.readBoolean(), in.readLong());
        });
    }

    private static byte[] context(String id) {
        return ("iam access key " + id).getBytes(StandardCharsets.UTF_8);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "LongLivedKey " + id;
    }
}

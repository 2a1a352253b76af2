package dev.forebay.vault;

import java.util.Arrays;
import java.util.Optional;

/** A key outside of the store, which the keys that seal what is in it are sealed under. */
public interface MasterKey {

    /** The kinds of master keys; the code is stored. */
    enum Kind {
        FILE(1, "a master key in a file"), PASSPHRASE(2, "a passphrase"), TOKEN(3, "a master key in a PKCS#11 token");

        private final int code;
        private final String text;

        Kind(int code, String text) {
            this.code = code;
            this.text = text;
        }

        int code() {
            return code;
        }

        static Optional<Kind> of(int code) {
            return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    Kind kind();

    /**
     * Where the key is, for messages. Never the key.
     */
    @Override
    String toString();

    /** Makes the key, or takes one that is there, for a store that has no secrets yet. */
    Fresh create();

    /**
     * The key that secrets are sealed under already.
     *
     * @param parameters as {@link #create} gave them
     * @throws VaultLocked when there is none
     */
    Vault open(byte[] parameters);

    /** What {@link #open} would have opened had a rotation come to its end; empty for nothing. */
    default Optional<Vault> openUnfinished(byte[] parameters) {
        return Optional.empty();
    }

    /** Called when the unfinished one is what secrets are sealed under: brings the rotation to its end. */
    default void finish() {}

    /** Called once a rotation to this key is durable. */
    default void settle() {}

    /**
     * A key, and what it takes to find it again.
     *
     * @param parameters no secrets: a salt, a label
     */
    record Fresh(Vault vault, byte[] parameters) {}
}

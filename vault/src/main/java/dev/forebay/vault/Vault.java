package dev.forebay.vault;

/** Seals secrets under the server's master key. Any thread. */
public interface Vault {

    /**
     * Encrypts and authenticates.
     *
     * @param secret  what nobody may read
     * @param context what it belongs to, such as the id of a key: it opens with the same context only
     */
    byte[] seal(byte[] secret, byte[] context);

    /**
     * What was sealed.
     *
     * @throws SealBroken when it was sealed under another master key or for another context, or was changed since
     */
    byte[] open(byte[] sealed, byte[] context);
}

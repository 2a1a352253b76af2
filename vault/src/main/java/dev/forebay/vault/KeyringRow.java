package dev.forebay.vault;

import java.util.Optional;

/** Where the keyring is kept: beside what it opens, so that neither is ever without the other. */
public interface KeyringRow {

    /** What was written last; empty for a store that has no secrets yet. */
    Optional<byte[]> read();

    /** Whether the store holds what only a keyring can have sealed. Asked when there is no keyring. */
    boolean hasSecrets();

    /** Replaces it, at once and for good. */
    void write(byte[] keyring);
}

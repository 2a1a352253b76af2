package dev.forebay.vault;

import java.util.Optional;

/** A keyring's place that a test can look into. */
final class RowInMemory implements KeyringRow {
    byte[] row;
    boolean secrets;

    @Override
    public Optional<byte[]> read() {
        return Optional.ofNullable(row).map(byte[]::clone);
    }

    @Override
    public boolean hasSecrets() {
        return secrets;
    }

    @Override
    public void write(byte[] keyring) {
        row = keyring;
    }
}

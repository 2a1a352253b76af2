package dev.forebay.server;

import dev.forebay.vault.MasterKey;
import dev.forebay.vault.MasterKeyFile;
import dev.forebay.vault.Passphrase;
import dev.forebay.vault.Token;
import dev.forebay.vault.VaultLocked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what secrets are sealed under. No message repeats a passphrase or a PIN. */
final class VaultReader {
    private static final List<Key> CHOICES = List.of(
            Key.VAULT_MASTER_KEY_FILE, Key.VAULT_PASSPHRASE_FILE, Key.VAULT_PASSPHRASE, Key.VAULT_PKCS11_LIBRARY);
    private static final int MOST_SLOTS = 1_000;

    private final Settings settings;

    VaultReader(Settings settings) {
        this.settings = settings;
    }

    /** Empty for what is done without being told. */
    Optional<MasterKey> read() {
        List<Key> chosen = CHOICES.stream().filter(key -> settings.text(key).isPresent()).toList();
        if (chosen.size() > 1) {
            throw new ConfigRefused(chosen.get(0).text() + " and " + chosen.get(1).text() + " exclude each other: secrets are sealed under one thing");
        }
        return chosen.stream().findFirst().flatMap(key -> of(switch (key) {
            case VAULT_PASSPHRASE_FILE, VAULT_PASSPHRASE -> MasterKey.Kind.PASSPHRASE;
            case VAULT_PKCS11_LIBRARY -> MasterKey.Kind.TOKEN;
            default -> MasterKey.Kind.FILE;
        }));
    }

    /** What the settings say of one kind of master key. */
    Optional<MasterKey> of(MasterKey.Kind kind) {
        return switch (kind) {
            case FILE -> settings.text(Key.VAULT_MASTER_KEY_FILE).map(_ -> MasterKeyFile.at(settings.path(Key.VAULT_MASTER_KEY_FILE)));
            case PASSPHRASE -> settings.text(Key.VAULT_PASSPHRASE).map(words -> words(words, Key.VAULT_PASSPHRASE.text()))
                    .or(() -> settings.text(Key.VAULT_PASSPHRASE_FILE).map(_ -> passphrase(settings.path(Key.VAULT_PASSPHRASE_FILE))));
            case TOKEN -> Optional.of(token(settings.text(Key.VAULT_PKCS11_KEY).orElse(Key.VAULT_PKCS11_KEY.defaultValue())));
        };
    }

    /** The passphrase in a file: its first line. */
    static MasterKey passphrase(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return words(lines.findFirst().orElse("").strip(), file.toString());
        } catch (IOException e) {
            throw new ConfigRefused("cannot read the passphrase in " + file + ": " + e.getMessage());
        }
    }

    private static MasterKey words(String words, String where) {
        try {
            return Passphrase.of(words);
        } catch (VaultLocked tooShort) {
            throw new ConfigRefused(where + ": " + tooShort.getMessage());
        }
    }

    /** The key of a label in the token that the settings name. */
    MasterKey token(String label) {
        if (settings.text(Key.VAULT_PKCS11_LIBRARY).isEmpty()) {
            throw settings.refused(Key.VAULT_PKCS11_LIBRARY, "names no library, and a key in a token is asked for");
        }
        return new Token(settings.path(Key.VAULT_PKCS11_LIBRARY), (int) settings.number(Key.VAULT_PKCS11_SLOT, 0, MOST_SLOTS),
                settings.text(Key.VAULT_PKCS11_PIN).orElse(""), label);
    }
}

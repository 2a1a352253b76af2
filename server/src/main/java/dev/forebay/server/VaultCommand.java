package dev.forebay.server;

import dev.forebay.store.Store;
import dev.forebay.vault.Keyring;
import dev.forebay.vault.KeyringRow;
import dev.forebay.vault.MasterKey;
import dev.forebay.vault.MasterKeyFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code forebay vault rotate}: seals what opens a store's secrets under another master key. The server must not run. */
final class VaultCommand implements Command {
    private static final String TO_FILE = "--to-master-key-file";
    private static final String TO_PASSPHRASE = "--to-passphrase-file";
    private static final String TO_TOKEN = "--to-pkcs11-key";

    private final PrintStream out;
    private final Map<String, String> environment;

    VaultCommand(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "vault";
    }

    @Override
    public String meaning() {
        return "Rotate the master key that secrets are sealed under.";
    }

    @Override
    public String help() {
        return """
                Usage: forebay vault rotate [--to-…] [flags]
                %s Stop the server first; the other flags are those that it is started with.

                Without --to-…, a master key in a file is replaced by a new one in the same file.
                  --to-master-key-file <path>
                      Seal under the master key in this file; made if it is not there.
                  --to-passphrase-file <path>
                      Seal under the passphrase in the first line of this file.
                  --to-pkcs11-key <text>
                      Seal under the key of this label in the token that vault.pkcs11-library names; made if it is not there.
                """.formatted(meaning());
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.getFirst().equals("rotate")) {
            throw new ConfigRefused("forebay vault does one thing: forebay vault rotate");
        }
        List<String> rest = new ArrayList<>(arguments.subList(1, arguments.size()));
        Optional<String> file = take(rest, TO_FILE);
        Optional<String> passphrase = take(rest, TO_PASSPHRASE);
        Optional<String> label = take(rest, TO_TOKEN);
        Settings settings = Flags.settings(rest, environment);
        Logging.start(settings.level(Key.LOG_LEVEL));
        if (!(new SettingsReader(settings).storage() instanceof StorageConfig.OnDisk disk)) {
            throw new ConfigRefused("there is nothing to rotate in memory");
        }
        VaultReader reader = new VaultReader(settings);
        Optional<MasterKey> to = file.<MasterKey>map(path -> MasterKeyFile.at(Path.of(path)))
                .or(() -> passphrase.map(path -> VaultReader.passphrase(Path.of(path))))
                .or(() -> label.map(reader::token));
        rotate(disk, reader, to);
        return 0;
    }

    private static Optional<String> take(List<String> arguments, String flag) {
        int at = arguments.indexOf(flag);
        if (at < 0) {
            return Optional.empty();
        }
        arguments.remove(at);
        if (at == arguments.size()) {
            throw new ConfigRefused(flag + " names nothing");
        }
        return Optional.of(arguments.remove(at));
    }

    private static MasterKey anew(MasterKey from) {
        if (from instanceof MasterKeyFile file) {
            return file.anew();
        }
        throw new ConfigRefused("say what to go to: " + TO_FILE + ", " + TO_PASSPHRASE + " or " + TO_TOKEN);
    }

    private void rotate(StorageConfig.OnDisk disk, VaultReader reader, Optional<MasterKey> asked) {
        try (Store store = Stores.open(disk, failed -> { })) {
            KeyringRow row = new Vaults.Row(store);
            MasterKey from = Vaults.masterKey(disk, reader.of(Keyring.kind(row)));
            MasterKey to = asked.orElseGet(() -> anew(from));
            int keys = Keyring.rotate(from, to, row);
            out.println("The secrets in " + disk.store().directory() + " are sealed under " + to + " now, by " + keys + " keys of which the newest seals."
                    + "\nStart the server with what it needs to find it. Whoever has an old backup of the data and the old master key can still read that.");
        }
    }
}

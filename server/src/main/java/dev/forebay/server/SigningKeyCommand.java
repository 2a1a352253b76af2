package dev.forebay.server;

import dev.forebay.cloudtrail.CloudTrailService;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partitions;
import dev.forebay.sns.SnsService;
import dev.forebay.store.Store;
import dev.forebay.vault.Vault;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code forebay signing-key rotate}: another key for the trail's digests, or for SNS's notifications, while the server does not run. */
final class SigningKeyCommand implements Command {
    private static final String ROTATE = "rotate";
    private static final String TRAIL = "trail";
    private static final String SNS = "sns";
    private static final String WITHDRAW = "--withdraw";

    private final PrintStream out;
    private final Map<String, String> environment;

    SigningKeyCommand(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "signing-key";
    }

    @Override
    public String meaning() {
        return "Rotate the key that signs the audit trail's digests, or SNS's notifications.";
    }

    @Override
    public String help() {
        return """
                Usage: forebay signing-key rotate trail|sns [%s] [flags]
                %s Stop the server first; the flags are those that it is started with.

                  trail       Digests. What was signed stays verifiable by the old public key.
                  sns         Notifications. The new certificate has another address; the old one is served for 30 days more.
                  %s  Of sns: the certificates of former keys are not served any longer. For when a key was stolen:
                              what it signed before, too, is then no longer good.
                """.formatted(WITHDRAW, meaning(), WITHDRAW);
    }

    @Override
    public int run(List<String> arguments) {
        List<String> rest = new ArrayList<>(arguments);
        boolean withdraws = rest.remove(WITHDRAW);
        if (rest.size() < 2 || !rest.removeFirst().equals(ROTATE)) {
            throw new ConfigRefused("forebay signing-key does one thing: forebay signing-key rotate " + TRAIL + "|" + SNS);
        }
        String which = rest.removeFirst();
        if (!List.of(TRAIL, SNS).contains(which) || withdraws && !which.equals(SNS)) {
            throw new ConfigRefused(which + (withdraws ? " takes no " + WITHDRAW : " is no signing key: " + TRAIL + " or " + SNS));
        }
        Settings settings = Flags.settings(rest, environment);
        Logging.start(settings.level(Key.LOG_LEVEL));
        ForebayConfig config = new SettingsReader(settings).read();
        if (!(config.storage() instanceof StorageConfig.OnDisk)) {
            throw new ConfigRefused("there is nothing to rotate in memory: keys are made at each start");
        }
        out.println(which.equals(SNS) ? sns(config, withdraws) : trail(config));
        return 0;
    }

    private static String trail(ForebayConfig config) {
        return rotated(config, (partitions, vault) -> CloudTrailService.rotateKey(partitions, vault, Clock.SYSTEM))
                .map(fingerprint -> "Digests are signed by the key " + fingerprint + " from the next start on. What was signed before is verified by the public keys"
                        + "\nthat lie beside the files, and that ListPublicKeys tells. Keep the new one somewhere else, too, once the first digest brought it.")
                .orElse("No digest was signed yet: the key is made when it is first wanted.");
    }

    private static String sns(ForebayConfig config, boolean withdraws) {
        return rotated(config, (partitions, vault) -> SnsService.rotateSigningKey(partitions, vault, Clock.SYSTEM, withdraws))
                .map(name -> "Notifications are signed by another key from the next start on; its certificate is /" + name + ".\nThose of former keys are "
                        + (withdraws ? "not served any longer." : "served for 30 days after their time: what they signed may be on its way."))
                .orElse("Nothing was signed yet: the key is made when it is first wanted.");
    }

    private static Optional<String> rotated(ForebayConfig config, Rotation rotation) {
        try (Store store = Stores.open(config.storage(), Failure::stopTheProcess)) {
            Vault vault = Vaults.open(config.storage(), config.masterKey(), store);
            return rotation.of(Partitions.open(store), vault);
        }
    }

    /** What names the new key; empty where there was no old one. */
    @FunctionalInterface
    private interface Rotation {
        Optional<String> of(Partitions partitions, Vault vault);
    }
}

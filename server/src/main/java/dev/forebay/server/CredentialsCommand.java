package dev.forebay.server;

import dev.forebay.iam.IamService;
import dev.forebay.iam.RootKey;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Store;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code forebay credentials}: another access key for the root, while the server does not run. For who holds the data directory. */
final class CredentialsCommand implements Command {
    private static final String RESET = "--reset-root";

    private final PrintStream out;
    private final Map<String, String> environment;

    CredentialsCommand(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "credentials";
    }

    @Override
    public String meaning() {
        return "Replace the root's access key, with the server stopped.";
    }

    @Override
    public String help() {
        return "Usage: forebay credentials " + RESET + " [flags]\n" + meaning() + "\nThe keys that the root had are gone; the new one is shown once."
                + "\n\nFlags are those of start; " + Key.DATA_DIR.flag() + " and " + Key.AUTH_ROOT_ACCOUNT.flag() + " matter.\n";
    }

    @Override
    public int run(List<String> arguments) {
        List<String> rest = new ArrayList<>(arguments);
        if (!rest.remove(RESET)) {
            throw new ConfigRefused("credentials wants " + RESET);
        }
        Settings settings = Flags.settings(rest, environment);
        Logging.start(settings.level(Key.LOG_LEVEL));
        ForebayConfig config = new SettingsReader(settings).read();
        if (!(config.storage() instanceof StorageConfig.OnDisk)) {
            throw new ConfigRefused("there are no credentials to replace in memory: they are made at each start");
        }
        out.println(RootCredential.text(config.auth(), reset(config)));
        return 0;
    }

    private static RootKey reset(ForebayConfig config) {
        try (Store store = Stores.open(config.storage(), Failure::stopTheProcess)) {
            return IamService.open(Partitions.open(store), Vaults.open(config.storage()), Clock.SYSTEM, new SecureRandom(),
                    new HttpIssuerKeys(Clock.SYSTEM)).resetRoot(config.auth().root());
        }
    }
}

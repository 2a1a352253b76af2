package dev.forebay.server;

import dev.forebay.identity.AccountId;
import dev.forebay.server.AuthConfig.Mode;

/** Reads who is to be let in. */
final class AuthReader {
    private final Settings settings;

    AuthReader(Settings settings) {
        this.settings = settings;
    }

    AuthConfig read() {
        return new AuthConfig(mode(), root(), settings.isOn(Key.ALLOW_ANYONE));
    }

    private Mode mode() {
        return switch (settings.text(Key.AUTH).orElse("")) {
            case "open" -> Mode.OPEN;
            case "enforced" -> Mode.ENFORCED;
            default -> throw settings.refused(Key.AUTH, "is neither open nor enforced");
        };
    }

    private AccountId root() {
        return settings.text(Key.AUTH_ROOT_ACCOUNT).filter(AccountId::isValid).map(AccountId::new)
                .orElseThrow(() -> settings.refused(Key.AUTH_ROOT_ACCOUNT, "is not 12 digits"));
    }
}

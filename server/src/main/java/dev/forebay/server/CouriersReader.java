package dev.forebay.server;

import dev.forebay.couriers.CourierLogin;
import dev.forebay.couriers.SmppConfig;
import dev.forebay.couriers.SmtpConfig;
import java.util.Locale;
import java.util.Optional;

/** Reads which servers carry mails and texts. */
final class CouriersReader {
    private static final int MAX_PORT = 65_535;

    private final Settings settings;

    CouriersReader(Settings settings) {
        this.settings = settings;
    }

    CouriersConfig read() {
        return new CouriersConfig(settings.text(Key.SMTP_HOST).map(this::smtp), settings.text(Key.SMPP_HOST).map(this::smpp));
    }

    private SmtpConfig smtp(String host) {
        try {
            SmtpConfig config = SmtpConfig.to(host).withPort(port(Key.SMTP_PORT)).withSecurity(security());
            return login(Key.SMTP_USER, Key.SMTP_PASSWORD).map(config::withLogin).orElse(config);
        } catch (IllegalArgumentException e) {
            throw settings.refused(Key.SMTP_SECURITY, "will not do: " + e.getMessage());
        }
    }

    private SmtpConfig.Security security() {
        String text = settings.text(Key.SMTP_SECURITY).orElse("");
        return switch (text) {
            case "none" -> SmtpConfig.Security.NONE;
            case "starttls" -> SmtpConfig.Security.STARTTLS_REQUIRED;
            case "starttls-if-offered" -> SmtpConfig.Security.STARTTLS_OFFERED;
            case "tls" -> SmtpConfig.Security.TLS;
            default -> throw settings.refused(Key.SMTP_SECURITY, "is not one of starttls, tls, starttls-if-offered, none");
        };
    }

    private SmppConfig smpp(String host) {
        CourierLogin login = login(Key.SMPP_USER, Key.SMPP_PASSWORD)
                .orElseThrow(() -> settings.refused(Key.SMPP_USER, "says nothing, and a short message centre wants a system id"));
        try {
            return SmppConfig.to(host, login).withPort(port(Key.SMPP_PORT)).withTls(settings.isOn(Key.SMPP_TLS));
        } catch (IllegalArgumentException e) {
            throw settings.refused(Key.SMPP_USER, "will not do: " + e.getMessage().toLowerCase(Locale.ROOT));
        }
    }

    private Optional<CourierLogin> login(Key user, Key password) {
        return settings.text(user).map(name -> new CourierLogin(name, settings.text(password).orElse("")));
    }

    private int port(Key key) {
        return (int) settings.number(key, 1, MAX_PORT);
    }
}

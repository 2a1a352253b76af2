package dev.forebay.server;

import dev.forebay.couriers.SmppConfig;
import dev.forebay.couriers.SmtpConfig;
import java.util.Optional;

/**
 * Which servers carry mails and text messages.
 *
 * @param smtp the mail server; without one, mails are kept in the outbox
 * @param smpp the short message centre; without one, texts are kept in the outbox
 */
public record CouriersConfig(Optional<SmtpConfig> smtp, Optional<SmppConfig> smpp) {

    /** All in the outbox. */
    public static final CouriersConfig OUTBOX = new CouriersConfig(Optional.empty(), Optional.empty());
}

package dev.forebay.server;

import dev.forebay.couriers.IncomingText;
import dev.forebay.couriers.MailCourier;
import dev.forebay.couriers.Outbox;
import dev.forebay.couriers.SmppConfig;
import dev.forebay.couriers.SmppCourier;
import dev.forebay.couriers.SmtpCourier;
import dev.forebay.couriers.TextCourier;
import dev.forebay.runtime.Clock;
import dev.forebay.sns.SnsCouriers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Chooses what carries mails and texts: the servers that the configuration names, or the outbox beside the data. */
final class Couriers {
    /** In the data directory. */
    private static final String OUTBOX = "outbox";

    private Couriers() {}

    static SnsCouriers open(ForebayConfig config, Outbox outbox, Closing closing) {
        MailCourier mails = config.couriers().smtp().<MailCourier>map(smtp -> new SmtpCourier(smtp, Clock.SYSTEM::millis)).orElse(outbox);
        return new SnsCouriers(mails, hears -> config.couriers().smpp().map(smpp -> texts(smpp, hears, closing)).orElse(outbox));
    }

    private static TextCourier texts(SmppConfig smpp, Consumer<IncomingText> hears, Closing closing) {
        SmppCourier courier = new SmppCourier(smpp, hears);
        closing.add(courier::close);
        return courier;
    }

    /** Where mails and texts are kept that nobody is configured to carry. */
    static Outbox outbox(StorageConfig storage) {
        if (!(storage instanceof StorageConfig.OnDisk disk)) {
            return Outbox.inMemory(Outbox.DEFAULT_LIMIT, Clock.SYSTEM::millis);
        }
        Path directory = disk.store().directory().resolve(OUTBOX);
        try {
            return Outbox.in(directory, Outbox.DEFAULT_LIMIT, Clock.SYSTEM::millis);
        } catch (IOException e) {
            throw new CannotStart("cannot make the outbox " + directory + ": " + e, e);
        }
    }
}

package dev.forebay.sns;

import dev.forebay.couriers.IncomingText;
import dev.forebay.couriers.MailCourier;
import dev.forebay.couriers.TextCourier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What carries mails and text messages, for whoever assembles the server to choose. It is for its owner to close.
 *
 * @param mails carries mails
 * @param texts makes what carries texts, given who is told of texts that phones send back
 */
public record SnsCouriers(MailCourier mails, Function<Consumer<IncomingText>, TextCourier> texts) {}

package dev.forebay.sns;

import dev.forebay.couriers.Outcome;
import dev.forebay.envelope.DataKey;
import dev.forebay.envelope.KeyRefused;
import dev.forebay.envelope.SealBroken;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Deliveries;
import dev.forebay.runtime.Deliveries.Attempt;
import dev.forebay.sns.Confirmation.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is owed to single subscriptions: picks the transport, and decides after each attempt whether that was it,
 * when to try again, or that the message goes to the dead-letter queue. Stateless beyond its parts.
 *
 * <pre>
 *   payload of a PENDING row   | kind (1) | sequence (8) | endpoint | NotificationFormat |
 *
 *   kind: 0 a notification; without the rest: 1 the question whether the endpoint wants to be subscribed, 2 word that it no longer is
 *   endpoint: length (2) and UTF-8; empty for the subscription's own
 * </pre>
 */
final class DeliveryDesk {
    private static final byte NOTIFICATION = 0;
    private static final byte CONFIRMATION = 1;
    private static final byte FAREWELL = 2;
    private static final int HEAD = 1 + Long.BYTES + Short.BYTES;

    /** When a dead-letter queue cannot take a message now. */
    private static final long DEAD_LETTER_RETRY_MILLIS = 20_000;
    private static final long DAMAGED_RETRY_MILLIS = 3_600_000;

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryDesk.class);
    private static final byte[] NOTHING = new byte[0];

    private final Environment environment;
    private final Deliveries deliveries;
    private final Transports transports;
    private final SqsTransport queues;
    private final RetrySchedules schedules;

    DeliveryDesk(Environment environment, Deliveries deliveries, Transports transports, SqsTransport queues, RetrySchedules schedules) {
        this.environment = environment;
        this.deliveries = deliveries;
        this.transports = transports;
        this.queues = queues;
        this.schedules = schedules;
    }

    /** A notification, as it is owed to a subscription; sealed where there is a data key. */
    static byte[] payload(Subscription target, long sequence, Notification notification, Optional<DataKey> key) {
        NotificationPlace where = NotificationPlace.owed(target, head(sequence, ""));
        return NotificationSeals.seal(where, notification, key).placed(sequence, notification.publishedAt());
    }

    private static byte[] head(long sequence, String endpoint) {
        byte[] address = endpoint.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD + address.length)
                .put(NOTIFICATION).putLong(sequence).putShort((short) address.length).put(address).array();
    }

    /** Notes that a subscription is owed a notification; within a decision of its partition. */
    void owe(Changes changes, Subscription target, long due, long sequence, byte[] payload) {
        deliveries.owe(changes, target.partition(), target.number(), due, sequence, payload);
    }

    /** The same, to an endpoint that is not the subscription's. */
    void owe(Changes changes, Subscription target, long due, long sequence, Notification notification, String endpoint) {
        byte[] head = head(sequence, endpoint);
        byte[] format = NotificationFormat.write(notification);
        owe(changes, target, due, sequence, ByteBuffer.allocate(head.length + format.length).put(head).put(format).array());
    }

    /** Notes that an endpoint is to be asked whether it wants to be subscribed; within a decision of its partition. */
    void oweConfirmation(Changes changes, Subscription target, long due) {
        owe(changes, target, due, 0, new byte[] {CONFIRMATION});
    }

    /** Notes that an endpoint is to be told that it is no longer subscribed; within a decision of its partition. */
    void oweFarewell(Changes changes, Subscription ended, long due) {
        owe(changes, ended, due, 0, new byte[] {FAREWELL});
    }

    /** What is owed to a subscription is durable: it may be tried when it is due. */
    void wake(Subscription target, long due) {
        deliveries.wake(target.partition(), target.number(), due, attempt(target));
    }

    /** Forgets what a subscription was owed; within a decision of its partition. */
    void forget(Changes changes, Subscription target) {
        deliveries.forget(changes, target.partition(), target.number());
    }

    Attempt attempt(Subscription target) {
        return new PacedAttempt(target, (payload, before) -> attempt(target, payload, before));
    }

    /** What cannot be read now waits until it can be; what is damaged waits, too, and is told of again and again. */
    private long attempt(Subscription target, byte[] payload, int before) {
        try {
            return make(target, payload, before);
        } catch (KeyRefused refused) {
            target.counts().failed("KMS: " + refused.getMessage());
            return environment.clock().millis() + NotificationSeals.AGAIN_MILLIS;
        } catch (SealBroken damaged) {
            LOG.error("What is owed to {} is damaged and not delivered: {}", target.arn(), damaged.getMessage());
            target.counts().failed("damaged");
            return environment.clock().millis() + DAMAGED_RETRY_MILLIS;
        }
    }

    private long make(Subscription target, byte[] payload, int before) {
        if (target.isDeleted()) {
            return Attempt.OVER;
        }
        if (payload[0] != NOTIFICATION) {
            return tell(target, payload[0] == CONFIRMATION ? Kind.SUBSCRIPTION : Kind.UNSUBSCRIPTION, before);
        }
        ByteBuffer bytes = ByteBuffer.wrap(payload, 1, payload.length - 1);
        long sequence = bytes.getLong();
        byte[] address = new byte[bytes.getShort()];
        bytes.get(address);
        byte[] format = Arrays.copyOfRange(payload, bytes.position(), payload.length);
        Notification notification = address.length == 0
                ? environment.seals().read(NotificationPlace.owed(target, NOTHING), format, sequence)
                : NotificationFormat.read(format, "", 0);
        Target at = address.length == 0 ? target.target() : target.target().at(new String(address, StandardCharsets.UTF_8));
        Transport transport = address.length == 0 ? transports.to(target) : transports.direct(target);
        Outcome outcome = transport.deliver(notification, at);
        if (outcome instanceof Outcome.Delivered) {
            target.counts().delivered(1);
            return Attempt.OVER;
        }
        long again = again(target, outcome, before);
        return again == Attempt.OVER ? bury(target, notification) : again;
    }

    private long tell(Subscription target, Kind kind, int before) {
        if (target.record().confirmed()) {
            return Attempt.OVER;
        }
        Outcome outcome = transports.to(target).confirm(Confirmation.of(kind, target), target.target());
        return outcome instanceof Outcome.Delivered ? Attempt.OVER : again(target, outcome, before);
    }

    /** When to try again after an attempt failed, or that this was the last. */
    private long again(Subscription target, Outcome outcome, int before) {
        target.counts().failed(outcome.detail());
        OptionalLong delay = outcome instanceof Outcome.Failed ? schedules.delayAfter(target, before + 1) : OptionalLong.empty();
        return delay.isPresent() ? environment.clock().millis() + delay.getAsLong() : Attempt.OVER;
    }

    /** The message cannot be delivered: to the dead-letter queue, if there is one. When to try again, or that it is over. */
    long bury(Subscription target, Notification notification) {
        String queue = target.attributes().deadLetterQueue();
        if (queue.isEmpty()) {
            target.counts().givenUp();
            return Attempt.OVER;
        }
        return switch (queues.send(notification, target.target(), queue, target.protocol())) {
            case Outcome.Delivered _ -> {
                target.counts().deadLettered();
                yield Attempt.OVER;
            }
            case Outcome.Failed failed -> {
                target.counts().failed("dead-letter queue: " + failed.detail());
                yield environment.clock().millis() + DEAD_LETTER_RETRY_MILLIS;
            }
            case Outcome refused -> {
                target.counts().failed("dead-letter queue: " + refused.detail());
                target.counts().givenUp();
                yield Attempt.OVER;
            }
        };
    }
}

package dev.forebay.sqs;

import dev.forebay.envelope.KeyRefused;
import dev.forebay.envelope.SealBroken;
import dev.forebay.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens what one receive hands out. What the consumer may read goes to them; if that is nothing, they hear why. What KMS does not let them
 * read does not count as received; what is damaged does, and so goes to the dead-letter queue as any message that nobody can handle.
 * Used once, by one thread, without a lock.
 */
final class Opening {
    private static final Logger log = LoggerFactory.getLogger(Opening.class);

    private final Queue queue;
    private final Caller caller;
    private final List<Delivery> unread = new ArrayList<>(0);
    private Optional<KeyRefused> refusal = Optional.empty();
    private Optional<SealBroken> damage = Optional.empty();

    Opening(Queue queue, Caller caller) {
        this.queue = queue;
        this.caller = caller;
    }

    /** The message in the clear; empty when it cannot be read. */
    Optional<Message> open(Delivery delivery, byte[] bytes) {
        try {
            return Optional.of(queue.environment().seals().opened(Message.of(bytes), queue, delivery.sequence(), caller));
        } catch (KeyRefused e) {
            refusal = Optional.of(e);
            unread.add(delivery);
        } catch (SealBroken e) {
            log.error("Message {} of {} is damaged and not delivered: {}", delivery.sequence(), queue.arn(), e.getMessage());
            damage = Optional.of(e);
        }
        return Optional.empty();
    }

    /** Call at the end. */
    void finish(boolean readSome) {
        if (!unread.isEmpty()) {
            queue.uncount(unread);
        }
        if (!readSome) {
            refusal.ifPresent(refused -> {
                throw SqsErrors.kms(refused);
            });
            damage.ifPresent(broken -> {
                throw SqsErrors.internalFailure("A message is damaged: see the server's log.");
            });
        }
    }
}

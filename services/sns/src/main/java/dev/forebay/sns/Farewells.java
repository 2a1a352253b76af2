package dev.forebay.sns;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Keys;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What follows the end of a subscription whose endpoint once had to agree to it: the endpoint is told, by a message with a token
 * that brings the subscription back. Safe for any thread.
 *
 * <p>What ended is kept under a number of its own, which is in the token and names the lane in which the message is owed: the
 * subscription's own lane goes with it, and all that was owed there. What comes back gets another number, for it gets nothing
 * that was published while it was away.
 *
 * <p>Crash steps: 1 one commit ends the subscription, keeps what it was and owes the message; 2 the message is delivered or given
 * up, as {@link dev.forebay.runtime.Deliveries} does it; 3 one commit brings the subscription back. What is kept stays, so that
 * the token may be shown again, until the subscription ends once more, the topic goes, or its time is over.
 */
final class Farewells {
    private final Environment environment;
    private final DeliveryDesk desk;
    private final SecureRandom secrets;

    Farewells(Environment environment, DeliveryDesk desk, SecureRandom secrets) {
        this.environment = environment;
        this.desk = desk;
        this.secrets = secrets;
    }

    /**
     * Keeps what ended and notes that its endpoint is to be told; within the decision that ends it. Call {@link #begin} when that is
     * durable. Empty where nobody was asked in the first place. AWS: queues are unsubscribed by their owners, who know it.
     */
    Optional<Subscription> owe(Changes changes, Subscription ending) {
        if (!ending.protocol().wantsConfirmation() || !ending.record().confirmed()) {
            return Optional.empty();
        }
        Topic topic = ending.topic();
        long now = environment.clock().millis();
        long number = topic.partition().newIncarnation(changes);
        Subscription kept = new Subscription(topic, ending.record().ended(number, now, ConfirmationTokens.make(number, secrets)));
        topic.ended().put(number, kept);
        changes.batch().put(key(kept), kept.row(environment.vault()));
        desk.oweFarewell(changes, kept, now);
        return Optional.of(kept);
    }

    void begin(Optional<Subscription> owed) {
        owed.ifPresent(kept -> desk.wake(kept, kept.record().createdAt()));
    }

    /** Brings back the subscription that a token is for. Refused when something else was subscribed at the endpoint since. */
    Subscription restore(Topic topic, long number, String token, boolean protect) {
        Subscription kept = topic.ended().get(number);
        if (kept == null) {
            throw SnsErrors.invalidParameter("Token");
        }
        ConfirmationTokens.check(token, kept.record().token(), expiresAt(kept), environment.clock().millis());
        environment.store().requireSpace();
        return topic.partition().decide(changes -> {
            changes.revealsEverything();
            Subscription there = topic.roster().at(kept.protocol(), kept.endpoint());
            if (there != null && there.id().equals(kept.id())) {
                return there;
            }
            if (there != null || kept.isDeleted()) {
                throw SnsErrors.invalidParameter("Token");
            }
            return restored(changes, kept, protect);
        });
    }

    private Subscription restored(Changes changes, Subscription kept, boolean protect) {
        Topic topic = kept.topic();
        long number = topic.partition().newIncarnation(changes);
        Subscription back = new Subscription(topic, kept.record().restored(number, environment.clock().millis(), protect));
        topic.roster().add(back);
        topic.changed(changes);
        changes.batch().put(Subscriptions.key(back), back.row(environment.vault()));
        // Whoever showed the token need not be told again, though its answer to the message may have got lost.
        desk.forget(changes, kept);
        return back;
    }

    /** A subscription ends: if it had been brought back, the token that did it is good no more. Within that decision. */
    void supersede(Changes changes, Subscription ending) {
        String token = ending.record().token();
        Subscription before = token.isEmpty() ? null : ending.topic().ended().get(ConfirmationTokens.subscription(token));
        if (before != null) {
            forget(changes, before);
        }
    }

    /** Forgets what ended too long ago to come back. A crash may undo that; then it is done again. */
    void expire(Topic topic) {
        long now = environment.clock().millis();
        for (Subscription kept : topic.ended().values()) {
            if (now >= expiresAt(kept)) {
                topic.partition().submit(changes -> {
                    changes.lazily();
                    forget(changes, kept);
                    return null;
                });
            }
        }
    }

    private void forget(Changes changes, Subscription kept) {
        if (kept.topic().ended().remove(kept.number(), kept)) {
            kept.delete();
            changes.batch().delete(key(kept));
            desk.forget(changes, kept);
        }
    }

    private static long expiresAt(Subscription kept) {
        return kept.record().createdAt() + ConfirmationTokens.RESTORES.toMillis();
    }

    private static byte[] key(Subscription kept) {
        return Keys.of(kept.partition().number(), Tables.ENDED, kept.topic().incarnation(), kept.number());
    }
}

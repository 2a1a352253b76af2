package dev.forebay.sns;

import dev.forebay.envelope.ContentNames;
import dev.forebay.envelope.DataKey;
import dev.forebay.envelope.KeyRefused;
import dev.forebay.envelope.KeyUse;
import dev.forebay.envelope.KeyUse.Owner;
import dev.forebay.envelope.Keyring;
import dev.forebay.envelope.PlaceKey;
import dev.forebay.envelope.Seal;
import dev.forebay.envelope.SealBroken;
import dev.forebay.identity.Caller;
import dev.forebay.runtime.Keys;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Seals what is published to encrypted topics, and opens it for SNS itself, which delivers it. Asks KMS and the store: not for use under
 * the lock.
 *
 * <p>A notification is sealed before the lock is taken, and bound to where it lies: to its {@link NotificationPlace} as additional data,
 * and to sequence and time of publishing by the stamp that is made of them under the lock.
 */
final class NotificationSeals {
    /** While KMS does not give a key, so long is waited before it is asked again. */
    static final long AGAIN_MILLIS = 20_000;

    /** AWS: reuses a data key for up to five minutes. */
    private static final Duration REUSE = Duration.ofMinutes(5);

    private final Keyring keyring;

    NotificationSeals(Keyring keyring) {
        this.keyring = keyring;
    }

    /** The data key for what a caller publishes; none where the topic is not encrypted. */
    Optional<DataKey> toSeal(Topic topic, Caller caller) {
        String key = topic.attributes().text(TopicSetting.KMS_MASTER_KEY_ID);
        return key.isEmpty() ? Optional.empty() : Optional.of(keyring.toSeal(KeyUse.of(key, owner(topic), caller, REUSE)));
    }

    /**
     * The data key for what SNS keeps of its own accord of an encrypted topic.
     *
     * @throws KeyRefused when KMS gives none
     */
    Optional<DataKey> toSeal(Topic topic) {
        return toSeal(topic, service(topic));
    }

    private static Caller service(Topic topic) {
        return Caller.service("sns", topic.id().account(), topic.id().region()).onBehalfOf(topic.arn());
    }

    static Owner owner(Topic topic) {
        return new Owner(topic.partition().number(), topic.id().account(), topic.id().region(), topic.arn());
    }

    /** What a FIFO topic remembers deduplication ids by. */
    ContentNames names(Topic topic) {
        byte[] key = Keys.of(topic.partition().number(), Tables.SECRET, topic.incarnation());
        return new ContentNames(keyring, topic.partition(), new ContentNames.Home(owner(topic), key, topic::requireAlive));
    }

    /** A notification behind the head of its row; sealed where there is a data key. */
    static SealedNotification seal(NotificationPlace where, Notification notification, Optional<DataKey> key) {
        byte[] plain = NotificationFormat.write(notification);
        byte[] head = where.head();
        if (key.isEmpty()) {
            return new SealedNotification(joined(head, plain), head.length, Optional.empty());
        }
        int at = head.length + NotificationFormat.SEALED_HEAD;
        byte[] row = Arrays.copyOf(head, at + plain.length + Seal.OVERHEAD);
        NotificationFormat.beginSealed(row, head.length);
        PlaceKey place = key.get().seal(where.context(), plain, 0, plain.length, row, at);
        return new SealedNotification(row, head.length, Optional.of(place));
    }

    private static byte[] joined(byte[] head, byte[] plain) {
        byte[] row = Arrays.copyOf(head, head.length + plain.length);
        System.arraycopy(plain, 0, row, head.length, plain.length);
        return row;
    }

    /**
     * What lies behind the head of a row.
     *
     * @param format the row from behind its head on
     * @throws KeyRefused when KMS does not open its data key
     * @throws SealBroken when it was not sealed like this in this place
     */
    Notification read(NotificationPlace where, byte[] format, long sequence) {
        Topic topic = where.topic();
        if (!NotificationFormat.isSealed(format)) {
            return NotificationFormat.read(format, topic.arn(), numbered(topic, sequence));
        }
        int at = NotificationFormat.SEALED_HEAD;
        long publishedAt = NotificationFormat.publishedAt(format);
        DataKey key = keyring.toOpen(topic.partition().number(), Seal.keyNumber(format, at), service(topic), REUSE);
        byte[] plain = key.open(where.context(), format, at, format.length - at, sequence, publishedAt);
        NotificationFormat.publishedAt(plain, 0, publishedAt);
        return NotificationFormat.read(plain, topic.arn(), numbered(topic, sequence));
    }

    /** Notifications of standard topics are not numbered to those who get them. */
    private static long numbered(Topic topic, long sequence) {
        return topic.isFifo() ? sequence : 0;
    }

    /** Lets go of data keys of which nothing is left. */
    void forget(TopicCatalog catalog) {
        keyring.forget(arn -> TopicId.fromArn(arn).flatMap(catalog::get).flatMap(topic -> topic.attributes().archivePolicy())
                .map(ArchivePolicy::millis).orElse(0L));
    }
}

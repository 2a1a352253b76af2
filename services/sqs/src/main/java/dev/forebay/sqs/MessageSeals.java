package dev.forebay.sqs;

import dev.forebay.envelope.ContentNames;
import dev.forebay.envelope.DataKey;
import dev.forebay.envelope.KeyRefused;
import dev.forebay.envelope.KeyUse;
import dev.forebay.envelope.KeyUse.Owner;
import dev.forebay.envelope.Keyring;
import dev.forebay.envelope.Keyring.Luggage;
import dev.forebay.envelope.PlaceKey;
import dev.forebay.envelope.Seal;
import dev.forebay.envelope.SealBroken;
import dev.forebay.identity.Caller;
import dev.forebay.runtime.Keys;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals what messages say, and opens it for those who may read it. Asks KMS and the store: not for use under the lock.
 *
 * <p>A message is sealed before the lock is taken, and bound to its place: to the queue and all that the row says up front as additional
 * data, to its sequence and times by the stamp that is made of them under the lock. So nothing of a sealed row can be changed, and it
 * opens nowhere else.
 *
 * <p>AWS: a message that is moved stays as it is, encrypted or not, whatever the other queue's key. So that moving needs nobody's permission
 * and still binds to the new place, the message is sealed once more, under the service's own key, with its former place inside
 * ({@link SealedLayer}). When it moves on, that second seal is replaced.
 */
final class MessageSeals {
    private final Keyring keyring;

    MessageSeals(Keyring keyring) {
        this.keyring = keyring;
    }

    Keyring keyring() {
        return keyring;
    }

    /**
     * The data key for messages that a caller sends to a queue; none where the queue is not encrypted.
     *
     * @throws KeyRefused when KMS gives none
     */
    Optional<DataKey> toSeal(Queue queue, Caller caller) {
        QueueAttributes attributes = queue.attributes();
        if (attributes.kmsMasterKeyId().isEmpty()) {
            return attributes.isEncryptedBySqs() ? Optional.of(keyring.toSealOwned(owner(queue))) : Optional.empty();
        }
        DataKey key = keyring.toSeal(KeyUse.of(attributes.kmsMasterKeyId().get(), owner(queue), caller, reuse(queue)));
        queue.sealedUnder(key.number());
        return Optional.of(key);
    }

    static Owner owner(Queue queue) {
        return new Owner(queue.partition().number(), queue.id().account(), queue.id().region(), queue.arn());
    }

    /** What a FIFO queue remembers deduplication ids by. */
    ContentNames names(Queue queue) {
        byte[] key = Keys.of(queue.partition().number(), Tables.SECRET, queue.incarnation());
        return new ContentNames(keyring, queue.partition(), new ContentNames.Home(owner(queue), key, queue::requireAlive));
    }

    private static Duration reuse(Queue queue) {
        return Duration.ofSeconds(queue.attributes().kmsDataKeyReusePeriodSeconds());
    }

    /** A message that memory knows opened and the store gets sealed. */
    static Message sealed(Message opened, Queue queue, DataKey key) {
        byte[] bytes = opened.bytes();
        int at = opened.contentStart();
        int from = at + Long.BYTES;
        byte flags = (byte) (opened.flags() & ~Message.OPENED | Message.SEALED);
        byte[] row = new byte[at + bytes.length - from + Seal.OVERHEAD];
        System.arraycopy(bytes, 0, row, 0, at);
        row[Message.FLAGS] = flags;
        PlaceKey place = key.seal(SealedLayer.context(queue, row, flags, at), bytes, from, bytes.length - from, row, at);
        return opened.storedAs(new SealedRow(row, at, place));
    }

    /**
     * A message as it reads, for a caller who may read it; one that is not encrypted is for everybody.
     *
     * @throws KeyRefused when KMS does not let the caller
     * @throws SealBroken when it was not sealed like this in this place
     */
    Message opened(Message message, Queue queue, long sequence, Caller caller) {
        if (message.isOpened()) {
            key(queue, message.dataKey(), caller);
            return message;
        }
        if (!message.isSealed()) {
            return message;
        }
        SealedLayer layer = SealedLayer.of(message, queue, sequence);
        byte[] plain = layer.open(key(queue, layer.keyNumber(), caller));
        while (layer.isCarried()) {
            layer = SealedLayer.within(plain);
            plain = layer.open(key(queue, layer.keyNumber(), caller));
        }
        return message.openedAs(layer.keyNumber(), plain);
    }

    private DataKey key(Queue queue, long number, Caller caller) {
        try {
            return keyring.toOpen(queue.partition().number(), number, caller, reuse(queue));
        } catch (KeyRefused refused) {
            queue.sealedUnder(number);
            throw refused;
        }
    }

    /**
     * Refuses a caller who certainly cannot read what is sent to a queue at present, before anything is received.
     *
     * @throws KeyRefused when KMS does not let the caller
     */
    void requireReadable(Queue queue, Caller caller) {
        long number = queue.sealedUnder();
        Optional<String> wanted = queue.attributes().kmsMasterKeyId();
        try {
            if (number != 0 && wanted.isPresent() && keyring.keyOf(queue.partition().number(), number).equals(wanted)) {
                keyring.toOpen(queue.partition().number(), number, caller, reuse(queue));
            }
        } catch (SealBroken gone) {
            // Nothing is left that it sealed, and so it tells nothing.
            queue.sealedUnder(0);
        }
    }

    /**
     * A sealed message on its way to another queue, with the id and fields that it has there. Needs nobody's permission.
     *
     * @throws KeyRefused when KMS does not give the service its own key
     */
    Carried carried(Message message, Queue source, long sequence, Queue target, UUID id, MessageFields fields) {
        SealedLayer layer = asSent(SealedLayer.of(message, source, sequence), source);
        byte[] within = layer.write();
        byte flags = Message.SEALED | Message.CARRIED;
        byte[] row = Message.head(flags, id, Message.NO_MD5, fields, within.length + Seal.OVERHEAD).array();
        int at = row.length - within.length - Seal.OVERHEAD;
        byte[] context = SealedLayer.context(target, row, flags, at);
        PlaceKey place = keyring.toSealOwned(owner(target)).seal(context, within, 0, within.length, row, at);
        return new Carried(Message.of(row).storedAs(new SealedRow(row, at, place)), luggage(source, layer));
    }

    /** What a message was when it was sent. One that does not open is carried as it is: it stays what it is, damaged. A refused key is no damage. */
    private SealedLayer asSent(SealedLayer outer, Queue queue) {
        try {
            Caller service = Caller.service("sqs", queue.id().account(), queue.id().region());
            return outer.isCarried() ? SealedLayer.within(outer.open(key(queue, outer.keyNumber(), service))) : outer;
        } catch (SealBroken damaged) {
            return outer;
        }
    }

    private Optional<Luggage> luggage(Queue source, SealedLayer layer) {
        try {
            return Optional.of(keyring.luggage(source.partition().number(), layer.keyNumber()));
        } catch (SealBroken damaged) {
            return Optional.empty();
        }
    }

    /** A message that is about to arrive, and its data key, which has to be there with it. */
    record Carried(Message message, Optional<Luggage> luggage) {}
}

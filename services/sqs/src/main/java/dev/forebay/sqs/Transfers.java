package dev.forebay.sqs;

import dev.forebay.envelope.KeyRefused;
import dev.forebay.envelope.SealBroken;
import dev.forebay.runtime.Ids;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.sqs.MessageSeals.Carried;
import dev.forebay.sqs.QueueCatalog.Residence;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import dev.forebay.store.StoreFull;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Carries messages from one queue to another, each exactly once, though the two may live in different partitions and no
 * batch spans two. After step 1, which the source decides by itself, these follow; a crash between any two of them is
 * made good at the next start by beginning again with step 2.
 *
 * <ol>
 *   <li>source: the message gets a TRANSFER row; nobody receives it any more
 *   <li>target: the message and an ARRIVAL row are added, unless the ARRIVAL row is there already
 *   <li>source: the message and its TRANSFER row are removed
 *   <li>target: the ARRIVAL row is removed
 * </ol>
 *
 * A sealed message is sealed anew before step 2. When KMS gives no key for that, or the disk is full, the message waits where it is
 * after step 1, and step 2 is tried again every ten seconds and at the next start. In a FIFO queue those of its group that follow wait behind it,
 * and go on as soon as it has.
 *
 * <p>Until step 2 the message is the source's: a delete or a purge there removes it together with its TRANSFER row. Just before step 2
 * the source is asked, under its lock, whether the message is still to go ({@link Departures}); a delete that comes after that waits until step
 * 2 is over, so that it was answered either before the message left, and it never arrives, or once it had arrived.
 */
final class Transfers {
    static final long RETRY_MILLIS = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Transfers.class);

    private final QueueCatalog catalog;
    private final Partitions partitions;
    private final Environment environment;

    Transfers(QueueCatalog catalog, Partitions partitions, Environment environment) {
        this.catalog = catalog;
        this.partitions = partitions;
        this.environment = environment;
    }

    /** What has become of a message that was set off; one that waits is carried later. */
    private enum Fate {
        ARRIVED,
        GONE,
        BOUNCED,
        WAITS,
        /** Waits for an older message of its group, which wakes it. */
        BEHIND
    }

    /** Takes up what a crash interrupted. Call before anything else happens. What KMS does not let it finish waits, and keeps nobody from starting. */
    void recover() {
        Map<Queue, List<Long>> waiting = new HashMap<>();
        Map<Residence, Queue> residences = catalog.byResidence();
        for (Partition partition : partitions.all()) {
            try (Scan scan = scan(partition, Tables.TRANSFER)) {
                while (scan.next()) {
                    Queue source = residences.get(new Residence(partition.number(), Keys.incarnation(scan.key())));
                    long sequence = Keys.sequence(scan.key());
                    if (source != null && carry(source, sequence, true) == Fate.WAITS) {
                        waiting.computeIfAbsent(source, none -> new ArrayList<>()).add(sequence);
                    }
                }
            }
        }
        partitions.all().forEach(this::forgetArrivals);
        waiting.forEach(this::carryLater);
    }

    /** Once all that was under way has been carried, or has certainly not arrived, no arrival needs to be remembered. */
    private void forgetArrivals(Partition partition) {
        partition.decide(changes -> {
            changes.batch().deleteRange(
                    Keys.of(partition.number(), Tables.ARRIVAL), Keys.of(partition.number(), (byte) (Tables.ARRIVAL + 1)));
            return null;
        });
    }

    /** Carries messages that their source has set off. */
    Outcome carry(Queue source, List<Long> sequences) {
        return carryAll(source, sequences, false);
    }

    /**
     * What has become of messages that were set off; the others were deleted meanwhile.
     *
     * @param waiting how many will be carried later
     * @param bounced how many cannot be where they were to go, and are back
     */
    record Outcome(int arrived, int waiting, int bounced) {}

    private Outcome carryAll(Queue source, List<Long> sequences, boolean again) {
        int arrived = 0;
        int bounced = 0;
        int behind = 0;
        List<Long> waiting = new ArrayList<>(0);
        for (long sequence : sequences) {
            Fate fate = carry(source, sequence, again);
            arrived += fate == Fate.ARRIVED ? 1 : 0;
            bounced += fate == Fate.BOUNCED ? 1 : 0;
            behind += fate == Fate.BEHIND ? 1 : 0;
            if (fate == Fate.WAITS) {
                waiting.add(sequence);
            }
        }
        if (!waiting.isEmpty()) {
            carryLater(source, waiting);
        }
        return new Outcome(arrived, waiting.size() + behind, bounced);
    }

    private void carryLater(Queue source, List<Long> sequences) {
        log.warn("{} messages of {} wait to be moved", sequences.size(), source.arn());
        environment.timers().at(environment.clock().millis() + RETRY_MILLIS, () -> carryAgain(source, sequences));
    }

    private void carryAgain(Queue source, List<Long> sequences) {
        try {
            carryAll(source, sequences, true);
        } catch (QueueDoesNotExistException deletedMeanwhile) {
            log.info("{} is deleted, and with it what waited to be moved", source.arn());
        }
    }

    private Fate carry(Queue source, long sequence, boolean again) {
        Optional<byte[]> row = store().get(key(source, Tables.TRANSFER, sequence));
        Optional<byte[]> bytes = store().get(key(source, Tables.MESSAGE, sequence));
        if (row.isEmpty() || bytes.isEmpty()) {
            return Fate.GONE;
        }
        Transfer transfer = Transfer.read(row.get());
        Message message = Message.of(bytes.get());
        Entry receipt = store().get(key(source, Tables.RECEIPT, sequence))
                .map(stored -> ReceiptFormat.read(sequence, stored))
                .orElseGet(() -> new Entry(sequence, message.sentAt(), 0, message.group()));
        Optional<Queue> target = catalog.findArn(transfer.target().isEmpty() ? message.source() : transfer.target());
        Fate fate = target.isEmpty() || target.get().isFifo() != source.isFifo()
                ? Fate.BOUNCED : arrive(source, target.get(), sequence, again, transfer, message, receipt);
        landed(source, fate, receipt);
        if (fate == Fate.ARRIVED) {
            forgetArrival(source, target.get(), sequence);
        }
        return fate;
    }

    private static void landed(Queue source, Fate fate, Entry message) {
        source.decide((changes, now) -> {
            switch (fate) {
                case ARRIVED -> source.contents().arrived(changes, message.sequence);
                case BOUNCED -> source.contents().bounced(changes, message, now);
                case WAITS, GONE -> source.contents().stays(message.sequence);
                // It has not begun to cross, and who has woken it since may have.
                case BEHIND -> { }
            }
            source.callIfMore(changes);
            return null;
        });
    }

    private Fate arrive(
            Queue source, Queue target, long sequence, boolean again, Transfer transfer, Message message, Entry receipt) {
        byte[] arrivalKey = arrivalKey(source, target, sequence);
        if (again && store().get(arrivalKey).isPresent()) {
            return Fate.ARRIVED;
        }
        Carried carried;
        try {
            carried = transfer.isRedrive()
                    ? copy(source, target, sequence, message, newId(), message.fields().redriven())
                    : copy(source, target, sequence, message, message.id(), deadLettered(source, message, receipt));
        } catch (KeyRefused | SealBroken | SdkException | StoreFull notNow) {
            log.debug("Message {} of {} cannot be moved now: {}", sequence, source.arn(), notNow.getMessage());
            return Fate.WAITS;
        }
        // AWS: a standard queue's message keeps its age in the dead-letter queue, a FIFO queue's does not.
        boolean keepsAge = !transfer.isRedrive() && !target.isFifo();
        Optional<Long> age = keepsAge ? Optional.of(message.sentAt()) : Optional.empty();
        return cross(source, sequence, () -> arrive(target, carried, age, arrivalKey));
    }

    /** Step 2, unless the message was deleted meanwhile or has to wait for another. */
    private Fate cross(Queue source, long sequence, Supplier<Fate> arrival) {
        CompletableFuture<Void> landed = new CompletableFuture<>();
        Runnable turn = () -> environment.timers().soon(() -> carryAgain(source, List.of(sequence)));
        try {
            return switch (source.decide((changes, now) -> source.contents().leave(sequence, landed, turn))) {
                case GRANTED -> arrival.get();
                case GONE -> Fate.GONE;
                case BEHIND_ANOTHER -> Fate.BEHIND;
            };
        } finally {
            landed.complete(null);
        }
    }

    private static Fate arrive(Queue target, Carried carried, Optional<Long> age, byte[] arrivalKey) {
        Message copy = carried.message();
        try {
            target.decide((changes, now) -> {
                copy.stamp(age.orElse(now), 0);
                target.contents().insert(changes, copy);
                carried.luggage().ifPresent(luggage -> luggage.arrive(changes, target.partition()));
                changes.batch().put(arrivalKey, new byte[0]);
                target.call(changes, 1);
                return null;
            });
        } catch (QueueDoesNotExistException deletedMeanwhile) {
            return Fate.BOUNCED;
        } catch (StoreFull notNow) {
            return Fate.WAITS;
        }
        target.mayExpireEarlier();
        return Fate.ARRIVED;
    }

    private Carried copy(Queue source, Queue target, long sequence, Message message, UUID id, MessageFields fields) {
        return message.isSealed()
                ? environment.seals().carried(message, source, sequence, target, id, fields)
                : new Carried(message.as(id, fields), Optional.empty());
    }

    private static MessageFields deadLettered(Queue source, Message message, Entry receipt) {
        long before = message.firstReceivedAtBefore();
        return message.fields()
                .deadLetteredFrom(
                        source.arn(),
                        message.receivesBefore() + receipt.receives,
                        before > 0 ? before : receipt.firstReceivedAt);
    }

    private void forgetArrival(Queue source, Queue target, long sequence) {
        target.partition().decide(changes -> {
            changes.batch().delete(arrivalKey(source, target, sequence));
            changes.lazily();
            return null;
        });
    }

    private UUID newId() {
        RandomGenerator random = environment.random();
        return Ids.uuid(random);
    }

    private Scan scan(Partition partition, byte table) {
        return store().scan(Keys.of(partition.number(), table), Keys.of(partition.number(), (byte) (table + 1)));
    }

    private static byte[] key(Queue queue, byte table, long sequence) {
        return Keys.of(queue.partition().number(), table, queue.incarnation(), sequence);
    }

    private static byte[] arrivalKey(Queue source, Queue target, long sequence) {
        return Keys.of(
                target.partition().number(), Tables.ARRIVAL, source.incarnation(), sequence, source.partition().number());
    }

    private Store store() {
        return environment.store();
    }
}

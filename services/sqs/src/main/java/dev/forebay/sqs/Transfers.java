package dev.forebay.sqs;

import dev.forebay.runtime.Ids;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.sqs.MessageSeals.Carried;
import dev.forebay.sqs.QueueCatalog.Residence;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

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
 */
final class Transfers {
    private final QueueCatalog catalog;
    private final Partitions partitions;
    private final Environment environment;

    Transfers(QueueCatalog catalog, Partitions partitions, Environment environment) {
        this.catalog = catalog;
        this.partitions = partitions;
        this.environment = environment;
    }

    /** Takes up what a crash interrupted. Call before anything else happens. */
    void recover() {
        Map<Residence, Queue> residences = catalog.byResidence();
        for (Partition partition : partitions.all()) {
            try (Scan scan = scan(partition, Tables.TRANSFER)) {
                while (scan.next()) {
                    Queue source = residences.get(new Residence(partition.number(), Keys.incarnation(scan.key())));
                    if (source != null) {
                        carry(source, Keys.sequence(scan.key()), true);
                    }
                }
            }
        }
        partitions.all().forEach(this::forgetArrivals);
    }

    /** Once all that was under way has been carried, no arrival needs to be remembered. */
    private void forgetArrivals(Partition partition) {
        partition.decide(changes -> {
            changes.batch().deleteRange(
                    Keys.of(partition.number(), Tables.ARRIVAL), Keys.of(partition.number(), (byte) (Tables.ARRIVAL + 1)));
            return null;
        });
    }

    /** Carries messages that their source has set off. Returns how many arrived. */
    int carry(Queue source, List<Long> sequences) {
        int arrived = 0;
        for (long sequence : sequences) {
            arrived += carry(source, sequence, false) ? 1 : 0;
        }
        return arrived;
    }

    private boolean carry(Queue source, long sequence, boolean again) {
        Optional<byte[]> row = store().get(key(source, Tables.TRANSFER, sequence));
        Optional<byte[]> bytes = store().get(key(source, Tables.MESSAGE, sequence));
        if (row.isEmpty() || bytes.isEmpty()) {
            return false;
        }
        Transfer transfer = Transfer.read(row.get());
        Message message = Message.of(bytes.get());
        Entry receipt = store().get(key(source, Tables.RECEIPT, sequence))
                .map(stored -> ReceiptFormat.read(sequence, stored))
                .orElseGet(() -> new Entry(sequence, message.sentAt(), 0, message.group()));
        Optional<Queue> target = catalog.findArn(transfer.target().isEmpty() ? message.source() : transfer.target());
        if (target.isEmpty() || target.get().isFifo() != source.isFifo() || !arrive(source, target.get(), sequence, again, transfer, message, receipt)) {
            source.decide((changes, now) -> {
                source.contents().bounced(changes, receipt);
                source.callIfMore(changes);
                return null;
            });
            return false;
        }
        source.decide((changes, now) -> {
            source.contents().arrived(changes, sequence, bytes.get());
            source.callIfMore(changes);
            return null;
        });
        forgetArrival(source, target.get(), sequence);
        return true;
    }

    private boolean arrive(
            Queue source, Queue target, long sequence, boolean again, Transfer transfer, Message message, Entry receipt) {
        byte[] arrivalKey = arrivalKey(source, target, sequence);
        if (again && store().get(arrivalKey).isPresent()) {
            return true;
        }
        Carried carried = transfer.isRedrive()
                ? copy(source, target, sequence, message, newId(), message.fields().redriven())
                : copy(source, target, sequence, message, message.id(), deadLettered(source, message, receipt));
        Message copy = carried.message();
        try {
            target.decide((changes, now) -> {
                // AWS: a standard queue's message keeps its age in the dead-letter queue, a FIFO queue's does not.
                boolean keepsAge = !transfer.isRedrive() && !target.isFifo();
                copy.stamp(keepsAge ? message.sentAt() : now, 0);
                target.contents().insert(changes, copy);
                carried.luggage().ifPresent(luggage -> luggage.arrive(changes, target.partition()));
                changes.batch().put(arrivalKey, new byte[0]);
                target.call(changes, 1);
                return null;
            });
        } catch (software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException deletedMeanwhile) {
            return false;
        }
        target.mayExpireEarlier();
        return true;
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

package dev.forebay.sqs;

import dev.forebay.access.ResourceTags;
import dev.forebay.envelope.ContentNames;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Deduplication.Probe;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.sqs.Receivers.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A queue: its record, its contents, and those who wait for a message.
 *
 * <p>What happens to messages is decided in {@link Contents} under the partition's lock. This class does what must be
 * done without it: look into the store beforehand, have more loaded, wait, and try again.
 */
final class Queue {
    private final QueueId id;
    private final String arn;
    private final Partition partition;
    private final Environment environment;
    private final QueueLoader loader;
    private final Expiry expiry = new Expiry(this);
    /** Lets one thread at a time read this queue from the store. Held across reading; never taken under the partition's lock. */
    private final ReentrantLock turn = new ReentrantLock();
    private final Receivers receivers = new Receivers();
    private final ResourceTags tags = new ResourceTags();
    /** Of a FIFO queue. */
    private final Optional<ContentNames> contentNames;
    /** Taken by deletes that have to ask the store. They are rare: a handle from before a crash, or a second delete. */
    private final ReentrantLock askingStore = new ReentrantLock();

    private volatile QueueRecord record;
    /** Null until the queue is first used, and again when it was idle for long. */
    private volatile Contents contents;

    private volatile boolean deleted;
    private volatile long usedAt;
    /** The newest data key that is known to be in use here; zero for none. */
    private volatile long sealedUnder;

    Queue(QueueId id, Partition partition, QueueRecord record, Environment environment) {
        this.id = id;
        this.arn = id.arn();
        this.partition = partition;
        this.record = record;
        this.environment = environment;
        this.loader = new QueueLoader(this);
        this.contentNames = isFifo() ? Optional.of(environment.seals().names(this)) : Optional.empty();
    }

    QueueId id() {
        return id;
    }

    String arn() {
        return arn;
    }

    boolean isFifo() {
        return id.name().isFifo();
    }

    Partition partition() {
        return partition;
    }

    long incarnation() {
        return record.incarnation();
    }

    QueueRecord record() {
        return record;
    }

    QueueAttributes attributes() {
        return record.attributes();
    }

    /** The tags as policies ask for them. */
    Map<String, List<String>> tagKeys() {
        return tags.of(record.tags());
    }

    Environment environment() {
        return environment;
    }

    ReentrantLock turn() {
        return turn;
    }

    /** What a FIFO queue remembers deduplication ids by. */
    ContentNames contentNames() {
        return contentNames.orElseThrow();
    }

    long sealedUnder() {
        return sealedUnder;
    }

    void sealedUnder(long dataKey) {
        if (sealedUnder != dataKey) {
            sealedUnder = dataKey;
        }
    }

    long retentionMillis() {
        return attributes().messageRetentionPeriod() * 1000L;
    }

    /** Sends messages, in order, in one commit. */
    List<Sent> send(List<Outgoing> outgoing) {
        environment.store().requireSpace();
        List<String> ids = isFifo() ? outgoing.stream().map(Outgoing::deduplicationKey).toList() : List.of();
        for (Probe probe = Probe.NONE;;) {
            Probe seen = probe;
            Optional<List<Sent>> sent = decide((changes, now) -> send(changes, outgoing, ids, seen, now));
            if (sent.isPresent()) {
                return sent.get();
            }
            probe = loaded().probe(environment.store(), ids, environment.clock().millis());
        }
    }

    private Optional<List<Sent>> send(Changes changes, List<Outgoing> outgoing, List<String> ids, Probe probe, long now) {
        if (!contents.knows(ids, probe, now)) {
            return Optional.empty();
        }
        List<Sent> sent = new ArrayList<>(outgoing.size());
        for (Outgoing one : outgoing) {
            sent.add(contents.send(changes, one, probe, environment.store(), now));
        }
        call(changes, outgoing.size());
        return Optional.of(sent);
    }

    /**
     * Takes messages, waiting for the first until a deadline.
     *
     * @param demand   asked anew at each try, for attributes change while one waits
     * @param deadline milliseconds since 1970; in the past for a short poll
     * @param onMoved  is given messages that must go to the dead-letter queue before the reply
     */
    List<Delivery> receive(Supplier<Demand> demand, long deadline, Consumer<List<Long>> onMoved) {
        return new Reception(this, loader, receivers, deadline).run(demand, onMoved);
    }

    /** Takes visible messages out of the queue to be carried elsewhere; to their source when there is no destination. */
    List<Long> takeAway(int max, String destination) {
        for (;;) {
            boolean[] wantsLoading = {false};
            List<Long> sequences = decide((changes, now) -> {
                List<Long> taken = contents.takeAway(changes, max, destination, now);
                wantsLoading[0] = taken.isEmpty() && contents.wantsLoading(now);
                return taken;
            });
            if (!wantsLoading[0]) {
                return sequences;
            }
            loader.load();
        }
    }

    /** Deletes what handles name, in one commit; for each, the error if there was one. */
    List<Optional<AwsServiceException>> delete(List<String> handles) {
        List<String> unknown = new ArrayList<>(0);
        List<CompletableFuture<Void>> crossings = new ArrayList<>(0);
        List<Optional<AwsServiceException>> results = decide((changes, now) -> {
            unknown.clear();
            crossings.clear();
            List<Optional<AwsServiceException>> errors = each(handles, text -> {
                ReceiptHandle handle = handle(text);
                contents.crossing(handle.sequence()).ifPresent(crossings::add);
                if (!contents.delete(changes, handle, text, now)) {
                    unknown.add(text);
                }
            });
            if (isFifo()) {
                callIfMore(changes);
            }
            return errors;
        });
        if (!isFifo()) {
            unknown.forEach(text -> deleteUnread(text, crossings));
        }
        // Of a message that is about to arrive elsewhere nobody is told that it is deleted before it is known where it was.
        crossings.forEach(CompletableFuture::join);
        return results;
    }

    /** Deletes a message of which memory does not know that it was received: its receive was lost in a crash. */
    private void deleteUnread(String text, List<CompletableFuture<Void>> crossings) {
        ReceiptHandle handle = handle(text);
        askingStore.lock();
        try {
            boolean doomed = decide((changes, now) -> {
                changes.revealsEverything();
                contents.crossing(handle.sequence()).ifPresent(crossings::add);
                return contents.doom(changes, handle, text, now);
            });
            if (doomed) {
                Optional<byte[]> row = environment.store()
                        .get(Keys.of(partition.number(), Tables.MESSAGE, incarnation(), handle.sequence()));
                decide((changes, now) -> {
                    contents.crossing(handle.sequence()).ifPresent(crossings::add);
                    contents.deleteDoomed(changes, handle.sequence(), row);
                    return null;
                });
            }
        } finally {
            askingStore.unlock();
        }
    }

    /** Sets how long messages in flight stay hidden, in one commit; for each handle, the error if there was one. */
    List<Optional<AwsServiceException>> changeVisibility(List<String> handles, List<Integer> seconds) {
        return decide((changes, now) -> {
            int[] index = {0};
            List<Optional<AwsServiceException>> errors = each(handles, text -> {
                long millis = seconds.get(index[0]++) * 1000L;
                contents.changeVisibility(changes, handle(text), text, millis, now);
            });
            callIfMore(changes);
            ring(changes, now);
            return errors;
        });
    }

    /** Counts out receives that came to nothing, for KMS did not let the consumer read; the messages stay hidden, so that others get their turn. */
    void uncount(List<Delivery> unread) {
        decide((changes, now) -> {
            unread.forEach(delivery -> contents.uncount(changes, delivery.handle()));
            return null;
        });
    }

    private ReceiptHandle handle(String text) {
        return ReceiptHandle.parse(text)
                .filter(handle -> handle.partition() == partition.number() && handle.incarnation() == incarnation())
                .orElseThrow(() -> SqsErrors.receiptHandleIsInvalid(text));
    }

    /** Errors of single entries are caught here: each refuses before it changes anything. */
    private static List<Optional<AwsServiceException>> each(List<String> handles, Consumer<String> operation) {
        List<Optional<AwsServiceException>> errors = new ArrayList<>(handles.size());
        for (String handle : handles) {
            try {
                operation.accept(handle);
                errors.add(Optional.empty());
            } catch (AwsServiceException e) {
                errors.add(Optional.of(e));
            }
        }
        return errors;
    }

    /** Removes all messages. AWS: once in sixty seconds. */
    void purge() {
        List<CompletableFuture<Void>> crossings = decide((changes, now) -> {
            if (contents.purgedAt() > 0 && now - contents.purgedAt() < 60_000) {
                throw SqsErrors.purgeInProgress(id.name().value());
            }
            List<CompletableFuture<Void>> leaving = contents.crossings();
            contents.purge(changes, now);
            return leaving;
        });
        crossings.forEach(CompletableFuture::join);
    }

    /** Removes messages that are older than the retention allows. */
    void expire() {
        expiry.run();
    }

    /** Whether it is time to look for messages that have expired. */
    boolean mayExpire() {
        return expiry.mayExpire();
    }

    /** Whether the oldest message in the store has expired; does not load the queue. */
    boolean hasExpired() {
        return expiry.hasExpired();
    }

    /** The oldest message may expire earlier than was thought. */
    void mayExpireEarlier() {
        expiry.retentionChanged();
    }

    /** How many messages are where; exact. */
    Counts counts() {
        expiry.run();
        return new Census(this).take();
    }

    /** Decides something about the contents, and sees to it that counters are saved. */
    <R> R decide(BiFunction<Changes, Long, R> decision) {
        for (;;) {
            loaded();
            Optional<Decided<R>> decided = partition.decide(changes -> {
                requireAlive();
                if (contents == null) {
                    return Optional.empty();
                }
                long now = environment.clock().millis();
                usedAt = now;
                R reply = decision.apply(changes, now);
                if (!changes.isEmpty()) {
                    contents.save(changes);
                }
                return Optional.of(new Decided<>(reply));
            });
            if (decided.isPresent()) {
                return decided.get().reply;
            }
        }
    }

    /** The contents, recovered from the store if need be. */
    private Contents loaded() {
        Contents current = contents;
        return current != null ? current : loader.recover();
    }

    /** The contents, within a decision. */
    Contents contents() {
        return contents;
    }

    /** Installs what was recovered; within a decision. */
    void contents(Contents recovered) {
        contents = recovered;
    }

    boolean isLoaded() {
        return contents != null;
    }

    /** Lets go of what is in memory if nobody used it for so long. */
    void unload(long idleMillis) {
        if (contents == null || environment.clock().millis() - usedAt < idleMillis) {
            return;
        }
        partition.decide(changes -> {
            boolean idle = environment.clock().millis() - usedAt >= idleMillis && receivers.isEmpty();
            if (contents != null && idle && !contents.isBusy(environment.clock().millis())) {
                contents.discard();
                contents = null;
            }
            return null;
        });
    }

    /** Lets go of cached bodies that nobody has asked for lately. */
    void dropCache(long idleMillis) {
        partition.decide(changes -> {
            boolean idle = environment.clock().millis() - usedAt >= idleMillis;
            return contents != null && idle && contents.forgetBacklog();
        });
    }

    void requireAlive() {
        if (deleted) {
            throw SqsErrors.queueDoesNotExist();
        }
    }

    /** Replaces the record; within a decision. */
    void update(Changes changes, byte[] key, QueueRecord changed) {
        requireAlive();
        record = changed;
        changes.batch().put(key, changed.write());
        call(changes, receivers.size());
    }

    /** The queue is gone; within a decision. Who waits is told. */
    void delete(Changes changes) {
        deleted = true;
        if (contents != null) {
            contents.discard();
        }
        call(changes, receivers.size());
    }

    /** Calls so many of those who wait, once the lock is free. */
    void call(Changes changes, int messages) {
        for (int i = 0; i < messages && !receivers.isEmpty(); i++) {
            Waiting receiver = receivers.call();
            changes.afterwards(receiver::wake);
        }
    }

    void callIfMore(Changes changes) {
        if (!receivers.isEmpty() && contents.hasNext(environment.clock().millis())) {
            call(changes, 1);
        }
    }

    /** Sees to it that those who wait are called when time makes something visible. */
    void ring(Changes changes, long now) {
        long at = receivers.isEmpty() ? Long.MAX_VALUE : contents.nextAt(now);
        if (at > now && at < Long.MAX_VALUE && receivers.needsTimer(at)) {
            changes.afterwards(() -> environment.timers().at(at, () -> rang(at)));
        }
    }

    private void rang(long at) {
        if (deleted) {
            return;
        }
        decide((changes, now) -> {
            receivers.timerRang(at);
            contents.advance(changes, now);
            callIfMore(changes);
            ring(changes, now);
            return null;
        });
    }

    private record Decided<R>(R reply) {}

    /** How many messages are where. */
    record Counts(long visible, long inFlight, long delayed) {}
}

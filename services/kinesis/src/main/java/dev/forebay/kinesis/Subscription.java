package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;

/**
 * One subscription of a consumer to a shard: records are handed out as they become durable, for five minutes. One thread calls
 * {@link #next} and {@link #close}; others only wake it.
 */
public final class Subscription implements AutoCloseable {
    /** AWS: a subscription ends after five minutes. */
    static final long LIFE_MILLIS = 5 * 60_000;

    /** AWS: for so long nobody else gets the same consumer's seat at the same shard. */
    static final long SEAT_MILLIS = 5_000;

    /** AWS: with nothing to tell, a subscriber hears this often that it is still subscribed. */
    private static final long HEARTBEAT_MILLIS = 5_000;

    /** Of one event: small enough that the first records do not wait for the last. */
    private static final RecordPage.Limits EVENT = new RecordPage.Limits(2_000, 1L << 20);

    private final Stream stream;
    private final Shard shard;
    private final Consumers.Seat seat;
    private final Caller caller;
    private final long begunAt;
    private final Runnable wake = this::wake;
    private long position;
    private volatile Thread waiting;
    private volatile boolean news;
    private volatile boolean ended;
    private volatile boolean takenOver;
    private long heardAt;
    private boolean lastTold;

    Subscription(Stream stream, Shard shard, Consumers.Seat seat, long position, Caller caller) {
        this.stream = stream;
        this.shard = shard;
        this.seat = seat;
        this.position = position;
        this.caller = caller;
        this.begunAt = stream.environment().now();
        this.heardAt = begunAt;
    }

    /** Takes the consumer's seat, and listens. */
    Subscription begin() {
        stream.consumers().seat(seat, this);
        shard.watch(wake);
        // Whoever removes the consumer ends what is seated by then; this one may have come right after.
        if (stream.consumers().find(seat.consumer()).isEmpty()) {
            end();
        }
        return this;
    }

    long begunAt() {
        return begunAt;
    }

    boolean isEnded() {
        return ended;
    }

    /**
     * The next event; waits for it. Empty when the subscription is over.
     *
     * @throws AwsServiceException  when another one has taken over
     * @throws InterruptedException when the calling thread is interrupted
     */
    public Optional<SubscribeToShardEvent> next() throws InterruptedException {
        while (true) {
            news = false;
            if (takenOver) {
                throw KinesisErrors.inUse("Another active subscription exists for this consumer: " + seat.consumer());
            }
            long now = stream.environment().now();
            if (ended || lastTold || stream.isGone() || now - begunAt >= LIFE_MILLIS) {
                return Optional.empty();
            }
            ShardReader.Reading reading = new ShardReader(stream, shard).read(position, EVENT, caller);
            boolean over = Lineage.isOver(shard, reading.next());
            if (!reading.records().isEmpty() || over || now - heardAt >= HEARTBEAT_MILLIS) {
                return Optional.of(event(reading, over, now));
            }
            await(now);
        }
    }

    private SubscribeToShardEvent event(ShardReader.Reading reading, boolean over, long now) {
        position = reading.next();
        heardAt = now;
        SubscribeToShardEvent.Builder event = SubscribeToShardEvent.builder().records(reading.records()).millisBehindLatest(reading.behind());
        if (over) {
            stream.settle();
            lastTold = true;
            return event.childShards(Lineage.children(stream, shard)).build();
        }
        return event.continuationSequenceNumber(continuation(reading)).build();
    }

    /** AWS: who subscribes again after this number misses nothing and gets nothing twice. */
    private String continuation(ShardReader.Reading reading) {
        return reading.records().isEmpty()
                ? shard.sequenceNumber(Math.max(0, position - 1), shard.record().madeAt() * 1_000).toString()
                : reading.records().getLast().sequenceNumber();
    }

    /** Until there may be something new, or it is time to be heard of. */
    private void await(long now) throws InterruptedException {
        long until = Math.min(heardAt + HEARTBEAT_MILLIS, begunAt + LIFE_MILLIS);
        var timer = stream.environment().timers().at(until, wake);
        waiting = Thread.currentThread();
        try {
            while (!news) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            waiting = null;
            timer.cancel();
        }
    }

    private void wake() {
        news = true;
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Another subscription has the seat now. */
    void takenOver() {
        takenOver = true;
        wake();
    }

    /** The consumer, the stream or the server is about to go. */
    void end() {
        ended = true;
        wake();
    }

    /** Lets go of the seat. */
    @Override
    public void close() {
        ended = true;
        shard.unwatch(wake);
        stream.consumers().leave(seat, this);
    }
}

package dev.forebay.sns;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The feeds of all subscriptions to FIFO topics, and the trimming of what all of them have. */
final class FifoFeeds {
    private final Environment environment;
    private final Envelopes envelopes;
    private final SqsSender queues;
    private final DeliveryDesk desk;
    private final RetrySchedules schedules;
    private final Map<Subscription, FifoFeed> feeds = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    FifoFeeds(Environment environment, Envelopes envelopes, SqsSender queues, DeliveryDesk desk, RetrySchedules schedules) {
        this.environment = environment;
        this.envelopes = envelopes;
        this.queues = queues;
        this.desk = desk;
        this.schedules = schedules;
    }

    /** A subscription reads from here on. */
    FifoFeed add(Subscription target, Cursor cursor) {
        FifoFeed feed = new FifoFeed(this, target, cursor);
        feeds.put(target, feed);
        return feed;
    }

    /** Goes on after a restart. */
    void recover(Subscription target, Cursor cursor) {
        add(target, cursor);
        begin(target);
    }

    /** A subscription is active: delivers what there is, and first what it wants to have again, unless it was told before. */
    void begin(Subscription target) {
        of(target).filter(_ -> target.isActive()).ifPresent(feed -> {
            if (feed.cursor().replay() == Cursor.Replay.NONE) {
                target.attributes().replay().ifPresent(policy -> replay(target, policy));
            }
            feed.wake();
        });
    }

    void remove(Subscription target) {
        feeds.remove(target);
    }

    Optional<FifoFeed> of(Subscription target) {
        return Optional.ofNullable(feeds.get(target));
    }

    /** Something durable is new in a topic's log. */
    void wake(Topic topic) {
        for (Subscription target : topic.roster().page(0, Integer.MAX_VALUE)) {
            of(target).ifPresent(FifoFeed::wake);
        }
    }

    /** What the subscription wants to have again is found in the log, and delivered before anything new. */
    void replay(Subscription target, ReplayPolicy policy) {
        FifoLog log = target.topic().log();
        long end = target.partition().decide(changes -> target.topic().nextSequence());
        long from = log.firstAt(policy.from(), end);
        long until = policy.until().map(time -> log.firstAt(time + 1, end)).orElse(end);
        of(target).ifPresent(feed -> {
            feed.change(cursor -> cursor.replaying(from, until));
            feed.wake();
        });
    }

    /** Nothing is replayed from here on. */
    void endReplay(Subscription target) {
        of(target).ifPresent(feed -> feed.change(Cursor::withoutReplay));
    }

    /** Removes from the log what every subscription has and the archive does not keep. */
    void trim(Topic topic) {
        long below = topic.partition().decide(changes -> topic.nextSequence());
        for (Subscription target : topic.roster().page(0, Integer.MAX_VALUE)) {
            long has = of(target).filter(_ -> target.isActive()).map(FifoFeed::cursor)
                    .map(cursor -> Math.min(cursor.next(), cursor.position())).orElse(Long.MAX_VALUE);
            below = Math.min(below, has);
        }
        long before = topic.attributes().archivePolicy()
                .map(policy -> environment.clock().millis() - policy.millis()).orElse(Long.MAX_VALUE);
        topic.log().trim(below, before);
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    Environment environment() {
        return environment;
    }

    Envelopes envelopes() {
        return envelopes;
    }

    SqsSender queues() {
        return queues;
    }

    DeliveryDesk desk() {
        return desk;
    }

    RetrySchedules schedules() {
        return schedules;
    }
}

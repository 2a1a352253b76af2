package dev.forebay.sqs;

import dev.forebay.runtime.Keys;
import dev.forebay.sqs.Backlog.Piece;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes a queue's messages that are older than its retention allows, oldest first, a piece at a time. It remembers when
 * the oldest will be so, and costs nothing until then.
 */
final class Expiry {
    private final Queue queue;
    /** When the oldest message expires, as far as is known. */
    private volatile long expiresAt;

    Expiry(Queue queue) {
        this.queue = queue;
    }

    /** Removes what has expired, oldest first. Costs nothing as long as nothing can have. */
    void run() {
        if (now() < expiresAt) {
            return;
        }
        queue.turn().lock();
        try {
            while (now() >= expiresAt) {
                expirePiece();
            }
        } finally {
            queue.turn().unlock();
        }
    }

    /** The retention has changed: what was known of the oldest message's end is void. */
    void retentionChanged() {
        expiresAt = 0;
    }

    boolean mayExpire() {
        return now() >= expiresAt;
    }

    /** Looks at the oldest message in the store, and remembers when it expires. */
    boolean hasExpired() {
        long retention = queue.retentionMillis();
        long now = now();
        try (Scan scan = store().scan(messageKey(0), messageKey(Long.MAX_VALUE))) {
            long sentAt = scan.next() ? Message.of(scan.value()).sentAt() : now;
            if (sentAt + retention <= now) {
                return true;
            }
            expiresAt = sentAt + retention;
            return false;
        }
    }

    private void expirePiece() {
        long retention = queue.retentionMillis();
        Piece piece = queue.decide((changes, now) -> {
            changes.revealsEverything();
            queue.contents().beginReading();
            return new Piece(queue.contents().floor(), queue.contents().tail());
        });
        List<Entry> expired = new ArrayList<>();
        long now = now();
        long next = piece.to();
        long oldest = now;
        try (Scan scan = store().scan(messageKey(piece.from()), messageKey(piece.to()))) {
            while (scan.next()) {
                Entry entry = Entry.of(Keys.sequence(scan.key()), scan.value());
                entry.bytes = null;
                if (entry.sentAt + retention > now || expired.size() >= Piece.MAX_MESSAGES) {
                    next = entry.sequence;
                    oldest = entry.sentAt;
                    break;
                }
                expired.add(entry);
            }
        } finally {
            long floor = next;
            queue.decide((changes, time) -> {
                queue.contents().expire(changes, expired, floor, time);
                return null;
            });
        }
        expiresAt = Math.max(oldest + retention, expired.size() < Piece.MAX_MESSAGES ? now + 1 : 0);
    }

    private long now() {
        return queue.environment().clock().millis();
    }

    private Store store() {
        return queue.environment().store();
    }

    private byte[] messageKey(long sequence) {
        return Keys.of(queue.partition().number(), Tables.MESSAGE, queue.incarnation(), sequence);
    }
}
